import { SEARCH_FIELDS, TYPICAL_LENGTHS, WEIGHTS } from './rules.js';
import { wordsOfField, type SearchDocument } from './search-document.js';

/** BM25+: how soon a word that is repeated counts no more, how much a long field counts against it, what being there at all is worth. */
const SATURATION = 1.2;
const LENGTH = 0.7;
const PRESENCE = 0.5;

/** Impacts are kept in a byte: steps of two per cent, from half of what one word in a long description has. */
const LEAST = 0.5;
const STEP = Math.log(1.02);

/** What the byte of an impact stands for. */
export const IMPACTS = Float32Array.from({ length: 256 }, (_, code) => LEAST * Math.exp(code * STEP));

/**
 * The words of a document, each with the byte of its impact: how much it says about the document, from all fields it is in. It depends on
 * nothing but the document, so an index never has to be worked out again because another one came.
 */
export function impactsOf(document: SearchDocument): Map<string, number> {
  const sums = new Map<string, number>();
  for (const field of SEARCH_FIELDS) {
    const words = wordsOfField(document[field], field);
    const counts = new Map<string, number>();
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
    const length = 1 - LENGTH + (LENGTH * words.length) / TYPICAL_LENGTHS[field];
    for (const [word, count] of counts) {
      const told = (count * (SATURATION + 1)) / (count + SATURATION * length);
      sums.set(word, (sums.get(word) ?? 0) + WEIGHTS[field] * (PRESENCE + told));
    }
  }
  for (const [word, sum] of sums) sums.set(word, codeOf(sum));
  return sums;
}

const codeOf = (impact: number): number => Math.min(255, Math.max(0, Math.round(Math.log(impact / LEAST) / STEP)));
