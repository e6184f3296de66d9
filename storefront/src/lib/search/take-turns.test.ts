import { expect, it } from 'vitest';
import { takeTurns } from './take-turns';

const itemsOf = (ids: string) => [...ids].map((id) => ({ id }));
const turn = (shown: string, wanted: string, most = 1) =>
  takeTurns(itemsOf(shown), itemsOf(wanted), most)
    .map(({ id }) => id)
    .join('');

it('begins with the first', () => {
  expect(turn('', 'abcd', 2)).toBe('ab');
  expect(turn('ab', 'abcd', 2)).toBe('abcd');
});

it('keeps what stands there, in the order of the new answer', () => {
  expect(turn('db', 'abcd')).toBe('abd');
});

it('what is to go holds the places of those whose turn comes later', () => {
  expect(turn('wxyz', 'abcd')).toBe('axyz');
  expect(turn('axyz', 'abcd')).toBe('abyz');
  expect(turn('abyz', 'abcd')).toBe('abcz');
  expect(turn('abcz', 'abcd')).toBe('abcd');
});

it('a shorter answer is as short at once', () => {
  expect(turn('wxyz', 'ab')).toBe('ax');
  expect(turn('wxyz', '')).toBe('');
});

it.each(['', 'a', 'dcba', 'wxyz', 'bwxyzc'])('comes from "%s" to all of the new, never twice to one', (start) => {
  let shown = start;
  for (let frame = 0; frame < 4; frame++) {
    shown = turn(shown, 'abcd');
    expect(new Set(shown).size).toBe(shown.length);
  }
  expect(shown).toBe('abcd');
});
