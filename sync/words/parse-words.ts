import { wordsOf } from '../src/search/words.ts';

export type ShopWords = {
  /** Words that mean the same, as they are compared. */
  synonyms: string[][];
  stopWords: string[];
};

const SYNONYMS = 'sneaker = trainer = turnschuh';
const STOP_WORDS = '- the of with';

/** Of a file the merchant writes. A line that means nothing is an error with its number and an example. */
export function parseWords(text: string, file: string): ShopWords {
  const synonyms: string[][] = [];
  const stopWords = new Set<string>();
  const lineByWord = new Map<string, number>();

  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.replace(/#.*/, '').trim();
    if (line === '') continue;
    const fail = (problem: string, example: string): never => {
      throw new Error(`${file}:${index + 1}: ${problem}. Write it like: ${example}`);
    };
    const read = (written: string, example: string): string => {
      if (/\s/.test(written)) fail(`"${written}" is more than one word`, example);
      const word = wordsOf(written).join('');
      return word === '' ? fail(`"${written}" has no letters`, example) : word;
    };

    if (/^-\s/.test(line)) {
      for (const written of line.slice(1).trim().split(/\s+/)) stopWords.add(read(written, STOP_WORDS));
    } else if (line.includes('=')) {
      const parts = line.split('=').map((part) => part.trim());
      if (parts.includes('')) fail('a word is missing beside "="', SYNONYMS);
      const words = [...new Set(parts.map((part) => read(part, SYNONYMS)))];
      if (words.length < 2) fail('all its words are the same to the search', SYNONYMS);
      for (const word of words) lineByWord.set(word, index + 1);
      synonyms.push(words);
    } else {
      fail(`"${line}" is neither words that mean the same nor words to leave out`, `${SYNONYMS}, or: ${STOP_WORDS}`);
    }
  }
  for (const [word, line] of lineByWord) {
    if (stopWords.has(word))
      throw new Error(`${file}:${line}: "${word}" is also left out of every search. Keep one of both.`);
  }
  return { synonyms, stopWords: [...stopWords] };
}

/** The module that is made of them. */
export function wordsModule({ synonyms, stopWords }: ShopWords): string {
  const list = (words: readonly string[]) => words.map((word) => `'${word}'`).join(', ');
  return [
    '// Made of search-words.txt by `npm run words`: edit that.',
    '',
    'export const SYNONYMS: readonly (readonly string[])[] = [',
    ...synonyms.map((words) => `  [${list(words)}],`),
    '];',
    '',
    'export const STOP_WORDS: readonly string[] = [',
    ...stopWords.map((word) => `  '${word}',`),
    '];',
    '',
  ].join('\n');
}
