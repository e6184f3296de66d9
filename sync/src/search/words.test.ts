import { describe, expect, it } from 'vitest';
import { MOST_WORDS, wantedWords } from './rules.js';
import { MAX_SEARCH, readSearchText } from './search-text.js';
import { partsOfNumber, wordsOf } from './words.js';

describe('words', () => {
  it('are the same however they are written', () => {
    expect(wordsOf('Crème BRÛLÉE, straße!')).toEqual(['creme', 'brulee', 'strasse']);
    expect(wordsOf('U\u0308ber Über')).toEqual(['uber', 'uber']);
    expect(wordsOf('ﬁne ＡＢＣ')).toEqual(['fine', 'abc']);
  });

  it('lose the ending of an English plural, and nothing that only looks like one', () => {
    expect(wordsOf('boots brushes berries glasses dresses')).toEqual(['boot', 'brush', 'berry', 'glass', 'dress']);
    expect(wordsOf('glass bus iris gas 2000s')).toEqual(['glass', 'bus', 'iris', 'gas', '2000s']);
  });

  it('lose what Arabic writes on and before them', () => {
    expect(wordsOf('الحِذَاء')).toEqual(wordsOf('حذاء'));
    expect(wordsOf('حقيبة')).toEqual(wordsOf('حقيبه'));
    expect(wordsOf('ال')).toEqual(['ال']);
  });

  it('are found where they are written without gaps', () => {
    expect(wordsOf('赤い靴')).toContain('靴');
    expect(wordsOf('赤い靴').length).toBeGreaterThan(1);
  });

  it('are no longer than words are', () => {
    expect(wordsOf('x'.repeat(10_000))).toEqual(['x'.repeat(48)]);
    expect(wordsOf(' \n\u0000–…🧦')).toEqual([]);
  });

  it('of a number are itself and its parts', () => {
    expect(partsOfNumber('TEE-001-M')).toEqual(['tee001m', 'tee', '001', 'm']);
    expect(partsOfNumber('4711')).toEqual(['4711']);
  });
});

describe('the text of a search', () => {
  it('is what was typed, without what cannot be seen', () => {
    expect(readSearchText('  moss \t\n green ')).toBe('moss green');
    expect(readSearchText('\u202Eevil\u202C\u0000 ok\u200B')).toBe('evil ok');
    expect(readSearchText(null)).toBe('');
    expect(readSearchText(' \u200F ')).toBe('');
  });

  it('is cut, never in the middle of a letter, and reads the same when read again', () => {
    const cut = readSearchText('🧦 '.repeat(5_000));
    expect([...cut].length).toBeLessThanOrEqual(MAX_SEARCH);
    expect(cut).not.toMatch(/\p{Cs}/u);
    expect(readSearchText(cut)).toBe(cut);
  });

  it('is looked for by its first words, small ones and repeated ones not counted', () => {
    const many = Array.from({ length: 200 }, (_, n) => `the word${n} word${n}`).join(' ');
    expect(wantedWords(many)).toEqual(Array.from({ length: MOST_WORDS }, (_, n) => `word${n}`));
  });
});
