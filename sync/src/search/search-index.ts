import type { CatalogProduct } from '../protocol/catalog.js';
import { NOTHING_FOUND, type Ranking, type Taken } from './found.js';
import { impactsOf } from './impact.js';
import { packed, unpacked } from './kept-index.js';
import { Matcher, type Answers, type Wanted } from './matching.js';
import { LOOKED_AT, takenFor } from './meaning.js';
import { ATTEMPTS, wantedWords } from './rules.js';
import { toSearchDocument, type ShelfNames } from './search-document.js';
import { merged, sealed, type Segment } from './segment.js';

/** Documents that are written at once; fewer are written when somebody looks for something. */
const SEAL_AT = 2_000;
/** So many numbers of documents that are gone are put up with, and as many as there are documents. */
const FEW_GONE = 500;

/**
 * What can be looked for. One code and one set of rules on a device and on the server. Products are written in segments that never change;
 * a product that changes gets a new number and is written again, small segments are merged now and then.
 */
export class SearchIndex {
  /** By number; empty where the product is gone or has got another number. */
  #ids: string[] = [];
  #numbers = new Map<string, number>();
  #segments: Segment[] = [];
  #matcher: Matcher | null = null;
  /** Not written yet. */
  #waiting = new Map<string, number[]>();
  #waitingDocuments = 0;

  /** Of an index that was kept. Throws when it was made by another recipe or is damaged. */
  static read(kept: ArrayBuffer): SearchIndex {
    const { ids, segments } = unpacked(kept);
    const index = new SearchIndex();
    index.#ids = [...ids];
    for (const [number, id] of ids.entries()) if (id !== '') index.#numbers.set(id, number);
    index.#segments = [...segments];
    return index;
  }

  kept(): Blob {
    this.#seal();
    // One product that is gone would be read as none, and the next one would get its number, and with it its words.
    const isEmpty = this.#numbers.size === 0;
    return packed(isEmpty ? { ids: [], segments: [] } : { ids: this.#ids, segments: this.#segments });
  }

  get size(): number {
    return this.#numbers.size;
  }

  put(product: CatalogProduct, names: ShelfNames): void {
    this.drop(product.id);
    const number = this.#ids.push(product.id) - 1;
    this.#numbers.set(product.id, number);
    for (const [word, impact] of impactsOf(toSearchDocument(product, names))) {
      const postings = this.#waiting.get(word);
      if (postings) postings.push(number, impact);
      else this.#waiting.set(word, [number, impact]);
    }
    if (++this.#waitingDocuments >= SEAL_AT) this.#seal();
  }

  drop(id: string): void {
    const number = this.#numbers.get(id);
    if (number === undefined) return;
    this.#ids[number] = '';
    this.#numbers.delete(id);
  }

  /**
   * What answers all words, the last of them perhaps not written to its end. Where nothing does, mistakes are forgiven, then more of
   * them; where nothing does even then, what answers some of the words.
   * Nothing where nothing is looked for.
   */
  find(text: string): { ranking: RankedIds; taken: readonly Taken[] } {
    const words = wantedWords(text);
    const matcher = this.#matching();
    for (const { combineWith, leniency } of words.length > 0 ? ATTEMPTS : []) {
      const wanted = words.map((word, at): Wanted => ({ word, isUnfinished: at === words.length - 1, leniency }));
      const ranking = this.#ranked(matcher.answers(wanted, combineWith));
      if (ranking.size === 0) continue;
      if (leniency === 'exactly') return { ranking, taken: [] };
      // Of an answer to all words, the best one says how they were meant.
      const answers = matcher.termsIn(ranking.bestNumbers(LOOKED_AT), wanted);
      return { ranking, taken: takenFor(text, answers, { leniency, isToAll: combineWith === 'AND' }) };
    }
    return { ranking: new RankedIds([], this.#numbers, NO_ANSWERS), taken: NOTHING_FOUND.taken };
  }

  /** Whether something has all words as they are written, or other words for the same. */
  has(text: string): boolean {
    const words = wantedWords(text).map((word): Wanted => ({ word, isUnfinished: false, leniency: 'exactly' }));
    return this.#ranked(this.#matching().answers(words, 'AND')).size > 0;
  }

  #ranked({ docs, scores }: Answers): RankedIds {
    const alive = docs.filter((document) => this.#ids[document] !== '');
    return new RankedIds(this.#ids, this.#numbers, { docs: alive, scores });
  }

  #matching(): Matcher {
    this.#seal();
    this.#matcher ??= new Matcher(this.#segments, this.#ids.length);
    return this.#matcher;
  }

  #seal(): void {
    if (this.#waitingDocuments === 0) return;
    this.#segments.push(sealed(this.#waiting));
    this.#waiting = new Map();
    this.#waitingDocuments = 0;
    this.#matcher = null;
    if (this.#ids.length > 2 * this.#numbers.size + FEW_GONE) this.#renumber();
    else this.#mergeSmall();
  }

  /** A word is written again as often as the index doubles, and there are never more than some segments. */
  #mergeSmall(): void {
    for (;;) {
      const [older, newer] = this.#segments.slice(-2);
      if (!older || !newer || older.docs.length > 2 * newer.docs.length) return;
      this.#segments.splice(-2, 2, merged([older, newer]));
    }
  }

  #renumber(): void {
    const renumber = new Map<number, number>();
    for (const [number, id] of this.#ids.entries()) if (id !== '') renumber.set(number, renumber.size);
    this.#ids = this.#ids.filter((id) => id !== '');
    this.#numbers = new Map(this.#ids.map((id, number) => [id, number]));
    this.#segments = [merged(this.#segments, renumber)];
  }
}

const NO_ANSWERS: Answers = { docs: new Uint32Array(0), scores: new Float32Array(0) };

/** What answers a search. It holds for the index as it was: of what changes afterwards it knows nothing. */
export class RankedIds implements Ranking {
  readonly #ids: readonly string[];
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #answers: Answers;

  constructor(ids: readonly string[], numbers: ReadonlyMap<string, number>, answers: Answers) {
    this.#ids = ids;
    this.#numbers = numbers;
    this.#answers = answers;
  }

  get size(): number {
    return this.#answers.docs.length;
  }

  get(id: string): number | undefined {
    const number = this.#numbers.get(id);
    return (number === undefined ? 0 : this.#answers.scores[number]) || undefined;
  }

  /** The best first. */
  best(most: number): string[] {
    return this.bestNumbers(most).map((number) => this.#ids[number] ?? '');
  }

  bestNumbers(most: number): number[] {
    const { docs, scores } = this.#answers;
    const isBetter = (a: number, b: number) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b;
    let best: number[] = [];
    let least = 0;
    for (const document of docs) {
      if ((scores[document] ?? 0) < least) continue;
      best.push(document);
      if (best.length < 2 * most + 64) continue;
      best = best.sort(isBetter).slice(0, most);
      least = scores[best.at(-1) ?? 0] ?? 0;
    }
    return best.sort(isBetter).slice(0, most);
  }
}
