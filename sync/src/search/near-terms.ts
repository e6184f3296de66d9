import { firstFrom } from './sorted-terms.js';

/**
 * Visits the terms that differ from `word` in `most` slips of the pen at most: a letter wrong, missing, added, or swapped with its
 * neighbour. The sorted terms are walked like a tree: what begins alike is compared once, and what can't become similar any more is
 * leapt over. Takes a few per cent of the terms.
 */
export function eachNear(
  terms: readonly string[],
  word: string,
  most: number,
  visit: (term: number, slips: number) => void,
): void {
  const longest = word.length + most;
  const width = word.length + 1;
  // Row d has the distances of the first d letters of a term to each beginning of the word.
  const rows = new Uint8Array((longest + 1) * width);
  for (let at = 0; at < width; at++) rows[at] = at;
  let known = '';
  let at = 0;
  while (at < terms.length) {
    const term = terms[at] ?? '';
    let depth = sharedLength(known, term);
    let isHopeless = false;
    while (!isHopeless && depth < term.length) {
      depth++;
      isHopeless = depth > longest || fillRow(rows, { word, term, depth, width }) > most;
    }
    if (isHopeless) {
      // Nothing that begins so is similar.
      const beginning = term.slice(0, depth);
      known = term.slice(0, depth - 1);
      at = firstFrom(terms, `${beginning}\uffff`, at + 1);
      continue;
    }
    known = term;
    const slips = rows[term.length * width + word.length] ?? 0;
    if (slips <= most) visit(at, slips);
    at++;
  }
}

/** Fills the row of `depth` letters from the two above it. Its least is what any longer term has at least. */
function fillRow(
  rows: Uint8Array,
  { word, term, depth, width }: { word: string; term: string; depth: number; width: number },
): number {
  const own = depth * width;
  const above = own - width;
  const letter = term[depth - 1];
  const before = term[depth - 2];
  let least = (rows[own] = depth);
  for (let j = 1; j < width; j++) {
    const isSame = word[j - 1] === letter;
    let slips = Math.min(
      (rows[above + j] ?? 0) + 1,
      (rows[own + j - 1] ?? 0) + 1,
      (rows[above + j - 1] ?? 0) + (isSame ? 0 : 1),
    );
    if (depth > 1 && j > 1 && word[j - 1] === before && word[j - 2] === letter)
      slips = Math.min(slips, (rows[above - width + j - 2] ?? 0) + 1);
    rows[own + j] = slips;
    if (slips < least) least = slips;
  }
  return least;
}

function sharedLength(one: string, other: string): number {
  const end = Math.min(one.length, other.length);
  let at = 0;
  while (at < end && one.charCodeAt(at) === other.charCodeAt(at)) at++;
  return at;
}
