import { STOP_WORDS, SYNONYMS } from './shop-words.js';
import { wordsOf } from './words.js';

/** Where a word counts for how much. The same on a device and on the server. */
export const WEIGHTS = {
  title: 8,
  number: 8,
  kind: 4,
  options: 3,
  subtitle: 2,
  description: 1,
} as const;

export type SearchField = keyof typeof WEIGHTS;

/** Words that a field usually has. In a longer one each of them says less. */
export const TYPICAL_LENGTHS: Readonly<Record<SearchField, number>> = {
  title: 4,
  number: 12,
  kind: 6,
  options: 8,
  subtitle: 6,
  description: 40,
};
export const SEARCH_FIELDS = Object.keys(WEIGHTS) as SearchField[];

/** How well a product has to answer: `exactly`, but for the end of the last word, or with the usual mistakes, or more of them. */
export type Leniency = 'exactly' | 'leniently' | 'generously';

/**
 * In this order, until something is found: all words, then all of them with mistakes forgiven, then some of them. So nothing that is
 * written right is mixed with what is only similar.
 */
export const ATTEMPTS: ReadonlyArray<{ combineWith: 'AND' | 'OR'; leniency: Leniency }> = [
  { combineWith: 'AND', leniency: 'exactly' },
  { combineWith: 'AND', leniency: 'leniently' },
  { combineWith: 'AND', leniency: 'generously' },
  { combineWith: 'OR', leniency: 'leniently' },
];

/** Wrong, missing or added letters that are forgiven, by the length of the word. */
export function mistakesIn(word: string, leniency: Leniency): number {
  if (leniency === 'exactly' || word.length < 4 || /\p{N}/u.test(word)) return 0;
  return word.length >= 8 || (leniency === 'generously' && word.length >= 5) ? 2 : 1;
}

/**
 * The word with two neighbours in the other order, for each pair. It is the commonest slip, and the only one that is forgiven in a number: to
 * swap is to mean the same digits.
 */
export const swapsOf = (word: string): string[] =>
  word.length < 4
    ? []
    : Array.from(word.slice(1), (letter, at) => word.slice(0, at) + letter + word[at] + word.slice(at + 2));

/** How much a word counts that is not the one that was typed, against one that is. */
export const CLOSENESS = {
  synonym: 0.6,
  /** So many letters are missing at its end. */
  begun: (missing: number, length: number) => (0.375 * length) / (length + 0.3 * missing),
  /** So many slips of the pen lie between. */
  similar: (slips: number, length: number) => (0.45 * length) / (length + slips),
};

/** Said, but not looked for: they are in half of all descriptions. */
const stopWords = new Set(STOP_WORDS);

/** Each line means one thing. Whoever looks for one of them finds the others too. */
const synonyms = new Map<string, Set<string>>();
for (const line of SYNONYMS) {
  for (const word of line) synonyms.set(word, new Set([...(synonyms.get(word) ?? []), ...line]));
}

/** Other words for the same, without itself. */
export const synonymsOf = (word: string): string[] => [...(synonyms.get(word) ?? [])].filter((other) => other !== word);

/** The rules of words as a search engine takes them, which looks them up itself: word → other words for the same. */
export const allSynonyms = (): Record<string, string[]> =>
  Object.fromEntries([...synonyms.keys()].map((word) => [word, synonymsOf(word)]));

export const allStopWords = (): string[] => [...stopWords];

/** More words narrow a search no further, and each of them takes its time. */
export const MOST_WORDS = 12;

/** The words that are looked for. A search of nothing but small words looks for those. */
export function wantedWords(text: string): string[] {
  const words = [...new Set(wordsOf(text))];
  const telling = words.filter((word) => !stopWords.has(word));
  return (telling.length > 0 ? telling : words).slice(0, MOST_WORDS);
}
