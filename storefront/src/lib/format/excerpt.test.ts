import { expect, it } from 'vitest';
import { excerpt } from './excerpt';

it('leaves a short text alone, in one line', () => {
  expect(excerpt('  A bag.\n\nAnd a strap. ', 30)).toBe('A bag. And a strap.');
});

it('cuts between words', () => {
  expect(excerpt('A bag, made of waxed canvas', 12)).toBe('A bag, made…');
  expect(excerpt('A bag, made of waxed canvas', 9)).toBe('A bag…');
});

it('cuts through a word only where there is nothing else, and never through a letter', () => {
  expect(excerpt('Donaudampfschifffahrt', 8)).toBe('Donauda…');
  expect(excerpt('aaa🎒🎒🎒', 5)).toBe('aaa…');
});
