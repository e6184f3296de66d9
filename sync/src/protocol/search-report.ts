import { readSearchText } from '../search/search-text.js';
import { wordsOf } from '../search/words.js';

export { MAX_SEARCH, readSearchText } from '../search/search-text.js';

/** What a shopper looked for, told to the shop so that it can be counted. Nothing in it says who looked. */
export type SearchReport = {
  /** As `readSearchText` leaves it; empty where the device has kept it to itself. */
  text: string;
  catalog: string;
  /** Products that answered. */
  results: number;
  /** Id of the product that was opened of them. With it the report tells of the opening, not of another search. */
  opened?: string;
};

/** A search as it is counted: how it is shown, and what it has in common with other ways to write it. */
export type CountedSearch = { text: string; words: string };

/** Longer texts are cut: what nobody else would write the same way is not worth counting. */
const MAX_COUNTED = 60;
/** Longer ones are pasted: a key, a password, a line of something else. */
const MAX_WORD = 40;
const MAX_WORD_WITH_DIGITS = 20;

/** As many digits as a short telephone number has, however they are set apart. */
const NUMBER = /(?:\p{Nd}[^\p{L}\p{Nd}]*){7}/u;
const ADDRESS = /@|:\/\/|\bwww\./iu;
const WORD = /[\p{L}\p{N}\p{M}]+(?:[-'’][\p{L}\p{N}\p{M}]+)*/gu;

/** Whether it may say who somebody is: an e-mail or web address, a telephone, card or account number, a date of birth, a secret. */
export function isPersonal(text: string): boolean {
  const plain = text.normalize('NFKC');
  return ADDRESS.test(plain) || NUMBER.test(plain) || plain.split(/\s+/u).some(isSecret);
}

const isSecret = (word: string): boolean =>
  word.length > MAX_WORD || (word.length > MAX_WORD_WITH_DIGITS && /\p{Nd}/u.test(word));

/** Null where nothing of it is kept: it may be personal, or has no words. */
export function toCounted(given: string): CountedSearch | null {
  const text = readSearchText(given).normalize('NFC').toLowerCase();
  if (isPersonal(text)) return null;
  let shown = '';
  for (const [word] of text.matchAll(WORD)) {
    const longer = shown === '' ? word : `${shown} ${word}`;
    if (longer.length > MAX_COUNTED) break;
    shown = longer;
  }
  const words = wordsOf(shown).join(' ');
  return words === '' ? null : { text: shown, words };
}
