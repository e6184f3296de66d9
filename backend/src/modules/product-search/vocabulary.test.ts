import { beforeEach, expect, it } from 'vitest';
import { Lexicons, type WordTable } from './vocabulary';

let words: string[];
let statements: string[];
let isBroken: boolean;
let nowMs: number;
let lexicons: Lexicons;

const table: WordTable = {
  async state() {
    if (isBroken) throw new Error('the database is away');
    statements.push('state');
    return words.join();
  },
  async words() {
    statements.push('words');
    return [...words];
  },
};

const similar = async (word: string, mistakes = 1) => {
  const found = await lexicons.similarWords('eu', [{ word, mistakes }]);
  return [...(found.get(word) ?? [])];
};

beforeEach(() => {
  words = ['zebra', 'lantern', 'فانوس', 'lantana', 'landern'];
  statements = [];
  isBroken = false;
  nowMs = 0;
  lexicons = new Lexicons(table, () => nowMs);
});

it('has the words that are nearly one, the nearest first, and not the word itself', async () => {
  expect(await similar('lantren', 2)).toEqual([
    ['lantern', 1],
    ['landern', 2],
  ]);
  expect(await similar('lantern')).toEqual([['landern', 1]]);
  expect(await similar('فانوص')).toEqual([['فانوس', 1]]);
  expect(await similar('lantern', 0)).toEqual([]);
});

it('reads the words once, and again when they have changed, which is asked for every few seconds', async () => {
  await similar('lantren');
  await similar('zebar');
  expect(statements).toEqual(['state', 'words']);
  nowMs = 5_000;
  await similar('lantren');
  expect(statements).toEqual(['state', 'words', 'state']);
  words = [...words, 'lantfen'];
  nowMs = 9_000;
  expect(await similar('lantrfen')).toEqual([]);
  nowMs = 10_000;
  expect(await similar('lantrfen')).toEqual([['lantfen', 1]]);
});

it('reads once for many who ask at the same time', async () => {
  await Promise.all(['lantren', 'zebar', 'landren'].map((word) => similar(word)));
  nowMs = 5_000;
  words = [...words, 'lamp'];
  await Promise.all(['lantren', 'zebar', 'landren'].map((word) => similar(word)));
  expect(statements).toEqual(['state', 'words', 'state', 'words']);
});

it('asks again after the database was away', async () => {
  isBroken = true;
  await expect(similar('lantren')).rejects.toThrow('away');
  isBroken = false;
  expect(await similar('lantren')).toEqual([['lantern', 1]]);
});
