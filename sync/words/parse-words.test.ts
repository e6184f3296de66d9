import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseWords, wordsModule } from './parse-words.ts';

const parse = (text: string) => parseWords(text, 'search-words.txt');

test('reads words that mean the same, words to leave out, comments and empty lines', () => {
  const words = parse('# all\r\n\n Sneakers = Trainer =MÜTZE # or so\n- the  für\n-  a\nt-shirt = tee\n');
  expect(words).toEqual({
    synonyms: [
      ['sneaker', 'trainer', 'mutze'],
      ['tshirt', 'tee'],
    ],
    stopWords: ['the', 'fur', 'a'],
  });
});

test.each([
  ['sneaker', ':1: "sneaker" is neither'],
  ['\nsneaker = = trainer', ':2: a word is missing beside "="'],
  ['sneaker =', ':1: a word is missing beside "="'],
  ['running shoe = sneaker', ':1: "running shoe" is more than one word'],
  ['cap = caps', ':1: all its words are the same to the search'],
  ['cap = !!', ':1: "!!" has no letters'],
  ['- the ?', ':1: "?" has no letters'],
  ['hat = cap\n- hat', ':1: "hat" is also left out of every search'],
])('%j is an error with its line', (text, message) => {
  expect(() => parse(text)).toThrow(`search-words.txt${message}`);
});

test('what the search knows was made of the file as it is', () => {
  const read = (path: string) => readFileSync(join(import.meta.dirname, path), 'utf8');
  expect(read('../src/search/shop-words.ts'), 'run `npm run words` in sync').toBe(
    wordsModule(parse(read('../../search-words.txt'))),
  );
});
