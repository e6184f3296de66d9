import type { Taken } from './found.js';
import { mistakesIn, synonymsOf, wantedWords, type Leniency } from './rules.js';
import { piecesOf, wordsOf } from './words.js';

/** Whether a word is the one that is looked for, the beginning of which may be all there is of it, or another word for it. */
export const isExactly = (word: string, looked: string, isUnfinished: boolean): boolean =>
  word === looked || (isUnfinished && word.startsWith(looked)) || synonymsOf(looked).includes(word);

/** How many slips of the pen lie between two words; more than `most` are not counted. Two swapped neighbours are one. */
export function slipsBetween(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const isSame = one[i - 1] === other[j - 1];
      const isSwap = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      row[j] = Math.min(
        at(last, j) + 1,
        at(row, j - 1) + 1,
        at(last, j - 1) + (isSame ? 0 : 1),
        isSwap ? at(before, j - 2) + 1 : most + 1,
      );
    }
    if (Math.min(...row) > most) return most + 1;
    [before, last] = [last, row];
  }
  return Math.min(at(last, other.length), most + 1);
}

const at = (row: readonly number[], index: number): number => row[index] ?? Infinity;

/** Whether a word may be meant by one that is looked for, by the rules of the search. */
export function isSimilar(word: string, looked: string, leniency: Leniency): boolean {
  const most = mistakesIn(looked, leniency);
  return most > 0 && slipsBetween(looked, word, most) <= most;
}

/** Answers that are looked at for what words were taken for, and words of them that are told: enough for what a page shows. */
export const LOOKED_AT = 60;
const TOLD_TERMS = 20;

/**
 * What the words of a search were taken for, from the words of each answer, the best answer first. A word that is written in an answer
 * was meant so; where all words were answered at once, only the best answer counts for that.
 */
export function takenFor(
  text: string,
  answers: readonly (readonly string[])[],
  { leniency, isToAll }: { leniency: Leniency; isToAll: boolean },
): Taken[] {
  const looked = answers.slice(0, LOOKED_AT);
  const telling = isToAll ? looked.slice(0, 1) : looked;
  const words = wantedWords(text);
  return words.flatMap((word, index) => {
    const isWritten = (term: string) => isExactly(term, word, index === words.length - 1);
    if (telling.some((terms) => terms.some(isWritten))) return [];
    const slips = (term: string) => slipsBetween(word, term, 2);
    const near = looked.flatMap((terms) =>
      terms.filter((term) => isSimilar(term, word, leniency)).sort((a, b) => slips(a) - slips(b)),
    );
    return near.length === 0 ? [] : { word, terms: [...new Set(near)].slice(0, TOLD_TERMS) };
  });
}

/** A text in parts; found are the words that answer what is looked for. */
export type Marked = { text: string; isFound: boolean };

/** Tells the words of any text that answer a search, as they were written by whoever wrote them. */
export function marksOf(looked: string, taken: readonly Taken[]): (text: string) => Marked[] {
  const words = wantedWords(looked);
  const terms = new Set(taken.flatMap((one) => one.terms));
  const isFound = (word: string) =>
    terms.has(word) || words.some((wanted, index) => isExactly(word, wanted, index === words.length - 1));
  return (text) => {
    const parts: Marked[] = [];
    for (const { text: written, words: own } of piecesOf(text)) {
      const part = { text: written, isFound: own.some(isFound) };
      const previous = parts.at(-1);
      if (previous?.isFound === part.isFound) previous.text += part.text;
      else parts.push(part);
    }
    return parts;
  };
}

/** The text as it was probably meant. The words are spelled as one of the `texts` has them, where one does. */
export function meantText(looked: string, taken: readonly Taken[], texts: readonly string[]): string {
  const instead = new Map(taken.flatMap(({ word, terms: [term] }) => (term === undefined ? [] : [[word, term]])));
  return piecesOf(looked)
    .map(({ text, words: [word] }) => {
      const term = word === undefined ? undefined : instead.get(word);
      return term === undefined ? text : spelled(term, texts);
    })
    .join('');
}

function spelled(term: string, texts: readonly string[]): string {
  for (const text of texts) {
    const piece = piecesOf(text).find(({ words }) => words.includes(term));
    if (piece) return piece.text;
  }
  return term;
}

const NAME_LENIENCIES = ['exactly', 'leniently', 'generously'] as const satisfies Leniency[];

/** Of what has a name, what answers all words of a text. Slips of the pen are forgiven only where `isForgiving`, and nothing is written so. */
export function findNamed<Named extends { name: string }>(
  looked: string,
  named: readonly Named[],
  { isForgiving }: { isForgiving: boolean },
): Named[] {
  const words = wantedWords(looked);
  if (words.length === 0) return [];
  for (const leniency of isForgiving ? NAME_LENIENCIES : NAME_LENIENCIES.slice(0, 1)) {
    const found = named.filter(({ name }) => {
      const own = wordsOf(name);
      return words.every((word, index) =>
        own.some((other) => isExactly(other, word, index === words.length - 1) || isSimilar(other, word, leniency)),
      );
    });
    if (found.length > 0) return found;
  }
  return [];
}
