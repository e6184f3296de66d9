import { IMPACTS } from './impact.js';
import { eachNear } from './near-terms.js';
import { CLOSENESS, mistakesIn, swapsOf, synonymsOf, type Leniency } from './rules.js';
import { placeOf, placesFrom, startOf, type Segment } from './segment.js';

/** Which terms a word may stand for. */
export type Wanted = { word: string; isUnfinished: boolean; leniency: Leniency };

type VisitTerm = (segment: Segment, term: number, closeness: number) => void;

/** Each term that the word may stand for, in each segment; some of them come more than once. */
export function eachTerm(
  segments: readonly Segment[],
  { word, isUnfinished, leniency }: Wanted,
  visit: VisitTerm,
): void {
  const slips = mistakesIn(word, leniency);
  const synonyms = synonymsOf(word);
  const swaps = slips === 0 && leniency !== 'exactly' ? swapsOf(word) : [];
  for (const segment of segments) {
    const own = placeOf(segment, word);
    if (own !== -1) visit(segment, own, 1);
    for (const synonym of synonyms) {
      const place = placeOf(segment, synonym);
      if (place !== -1) visit(segment, place, CLOSENESS.synonym);
    }
    for (const swap of swaps) {
      const place = swap === word ? -1 : placeOf(segment, swap);
      if (place !== -1) visit(segment, place, CLOSENESS.similar(1, word.length));
    }
    if (isUnfinished) {
      const [from, to] = placesFrom(segment, word);
      for (let term = from; term < to; term++) {
        const { length } = segment.terms[term] ?? '';
        if (term !== own) visit(segment, term, CLOSENESS.begun(length - word.length, length));
      }
    }
    if (slips > 0) {
      eachNear(segment.terms, word, slips, (term, made) => {
        if (made > 0) visit(segment, term, CLOSENESS.similar(made, word.length));
      });
    }
  }
}

/** Documents, and by document how well it answers: zero where it does not. */
export type Answers = { docs: Uint32Array; scores: Float32Array };

/** What answers all words, or some of them, of as many documents as there are. Of the terms a word may stand for a document's best counts. */
export class Matcher {
  readonly #segments: readonly Segment[];
  readonly #documents: number;
  /** Of the word that is being looked at. */
  readonly #best: Float32Array;
  readonly #touched: Uint32Array;

  constructor(segments: readonly Segment[], documents: number) {
    this.#segments = segments;
    this.#documents = documents;
    this.#best = new Float32Array(documents);
    this.#touched = new Uint32Array(documents);
  }

  answers(words: readonly Wanted[], combineWith: 'AND' | 'OR'): Answers {
    const isToAll = combineWith === 'AND';
    const scores = new Float32Array(this.#documents);
    /** How many words a document has answered. */
    const answered = new Uint8Array(this.#documents);
    let docs: Uint32Array = new Uint32Array(0);
    for (const [place, word] of words.entries()) {
      const { touched, rarity } = this.#look(word, (doc) => !isToAll || answered[doc] === place);
      for (const doc of touched) {
        scores[doc] = (scores[doc] ?? 0) + rarity * (this.#best[doc] ?? 0);
        answered[doc] = (answered[doc] ?? 0) + 1;
        this.#best[doc] = 0;
      }
      docs = isToAll || place === 0 ? touched.slice() : joined(docs, touched, (doc) => answered[doc] === 1);
      if (isToAll && docs.length === 0) break;
    }
    const total = new Float32Array(this.#documents);
    for (const doc of docs) total[doc] = (scores[doc] ?? 0) * (answered[doc] ?? 0);
    return { docs, scores: total };
  }

  /** Leaves in `best` how well each document has one word. A word that many have says little. */
  #look(word: Wanted, isWanted: (doc: number) => boolean): { touched: Uint32Array; rarity: number } {
    const [best, touched] = [this.#best, this.#touched];
    let count = 0;
    let postings = 0;
    eachTerm(this.#segments, word, (segment, term, closeness) => {
      const { docs, impacts, ends } = segment;
      const [from, to] = [startOf(segment, term), ends[term] ?? 0];
      postings += to - from;
      for (let at = from; at < to; at++) {
        const doc = docs[at] ?? 0;
        const had = best[doc] ?? 0;
        const score = closeness * (IMPACTS[impacts[at] ?? 0] ?? 0);
        if (score <= had) continue;
        if (had === 0) {
          if (!isWanted(doc)) continue;
          touched[count++] = doc;
        }
        best[doc] = score;
      }
    });
    return {
      touched: touched.subarray(0, count),
      rarity: rarityOf(Math.min(postings, this.#documents), this.#documents),
    };
  }

  /** The terms of each of some documents that the words may stand for. */
  termsIn(documents: readonly number[], words: readonly Wanted[]): string[][] {
    const terms = new Map(documents.map((doc) => [doc, [] as string[]]));
    const isAsked = new Uint8Array(this.#documents);
    for (const doc of documents) isAsked[doc] = 1;
    for (const word of words) {
      eachTerm(this.#segments, word, (segment, term) => {
        for (let at = startOf(segment, term); at < (segment.ends[term] ?? 0); at++) {
          const doc = segment.docs[at] ?? 0;
          if (isAsked[doc] === 1) terms.get(doc)?.push(segment.terms[term] ?? '');
        }
      });
    }
    return documents.map((doc) => terms.get(doc) ?? []);
  }
}

const rarityOf = (having: number, all: number): number => Math.log(1 + (all - having + 0.5) / (having + 0.5));

function joined(docs: Uint32Array, more: Uint32Array, isNew: (doc: number) => boolean): Uint32Array {
  const added = more.filter(isNew);
  const all = new Uint32Array(docs.length + added.length);
  all.set(docs);
  all.set(added, docs.length);
  return all;
}
