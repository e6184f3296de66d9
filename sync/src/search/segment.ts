import { firstFrom } from './sorted-terms.js';

/**
 * Words of some documents. It is written once and never changes, and takes five bytes for a word of a document. Documents are numbers here.
 */
export type Segment = {
  /** Sorted by their code units. */
  terms: readonly string[];
  /** The postings of term t end before `ends[t]`, and begin where those of the one before end. */
  ends: Uint32Array;
  /** By posting: the document, ascending within a term, and what its impact is kept as. */
  docs: Uint32Array;
  impacts: Uint8Array;
};

/** Term → document, impact, document, impact … */
export type Unsorted = Map<string, number[]>;

export const startOf = ({ ends }: Segment, term: number): number => (term === 0 ? 0 : (ends[term - 1] ?? 0));

/** −1: not in it. */
export function placeOf({ terms }: Segment, term: string): number {
  const at = firstFrom(terms, term);
  return terms[at] === term ? at : -1;
}

/** From the first term that begins so to the one after the last. */
export function placesFrom({ terms }: Segment, beginning: string): [from: number, to: number] {
  const from = firstFrom(terms, beginning);
  return [from, firstFrom(terms, `${beginning}\uffff`, from)];
}

export function sealed(words: Unsorted): Segment {
  const terms = [...words.keys()].sort();
  let postings = 0;
  for (const list of words.values()) postings += list.length / 2;
  const segment = emptySegment(terms, postings);
  let at = 0;
  for (const [place, term] of terms.entries()) {
    const list = words.get(term) ?? [];
    for (let n = 0; n < list.length; n += 2, at++) {
      segment.docs[at] = list[n] ?? 0;
      segment.impacts[at] = list[n + 1] ?? 0;
    }
    segment.ends[place] = at;
  }
  return segment;
}

/**
 * One instead of several, the older ones first: their documents have the lower numbers. `renumber` gives documents new numbers in the same
 * order, and leaves out those that have none.
 */
export function merged(segments: readonly Segment[], renumber?: ReadonlyMap<number, number>): Segment {
  const heads = segments.map(() => 0);
  const into = emptySegment(
    [],
    segments.reduce((sum, { docs }) => sum + docs.length, 0),
  );
  const terms: string[] = [];
  const ends: number[] = [];
  let at = 0;
  for (;;) {
    const term = leastOf(segments, heads);
    if (term === undefined) break;
    const from = at;
    for (const [n, segment] of segments.entries()) {
      const place = heads[n] ?? 0;
      if (segment.terms[place] !== term) continue;
      heads[n] = place + 1;
      at = renumber ? copyRenumbered(segment, place, { into, at, renumber }) : copy(segment, place, { into, at });
    }
    if (at === from) continue;
    terms.push(term);
    ends.push(at);
  }
  return { terms, ends: Uint32Array.from(ends), docs: into.docs.slice(0, at), impacts: into.impacts.slice(0, at) };
}

const emptySegment = (terms: string[], postings: number): Segment => ({
  terms,
  ends: new Uint32Array(terms.length),
  docs: new Uint32Array(postings),
  impacts: new Uint8Array(postings),
});

function leastOf(segments: readonly Segment[], heads: readonly number[]): string | undefined {
  let least: string | undefined;
  for (const [n, { terms }] of segments.entries()) {
    const term = terms[heads[n] ?? 0];
    if (term !== undefined && (least === undefined || term < least)) least = term;
  }
  return least;
}

type Target = { into: Segment; at: number };

function copy(segment: Segment, place: number, { into, at }: Target): number {
  const [from, to] = [startOf(segment, place), segment.ends[place] ?? 0];
  for (let n = from; n < to; n++, at++) {
    into.docs[at] = segment.docs[n] ?? 0;
    into.impacts[at] = segment.impacts[n] ?? 0;
  }
  return at;
}

function copyRenumbered(
  segment: Segment,
  place: number,
  { into, at, renumber }: Target & { renumber: ReadonlyMap<number, number> },
): number {
  const [from, to] = [startOf(segment, place), segment.ends[place] ?? 0];
  for (let n = from; n < to; n++) {
    const doc = renumber.get(segment.docs[n] ?? 0);
    if (doc === undefined) continue;
    into.docs[at] = doc;
    into.impacts[at++] = segment.impacts[n] ?? 0;
  }
  return at;
}
