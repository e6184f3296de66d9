import { expect, test } from 'vitest';
import { isDeeperThan } from './depth.js';

const nested = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));

test.each([
  [null, 0, false],
  ['text', 0, false],
  [{}, 0, true],
  [{ a: [1, { b: 2 }] }, 3, false],
  [{ a: [1, { b: 2 }] }, 2, true],
])('%j has more than %i levels: %s', (value, levels, expected) => {
  expect(isDeeperThan(value, levels)).toBe(expected);
});

test('answers for a message that is all depth', () => {
  expect(isDeeperThan(nested(32_000), 16)).toBe(true);
});
