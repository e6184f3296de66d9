import { expect, test } from 'vitest';
import { Attempts } from './attempts';

test('stops one too many, of this name only, until the window is over', () => {
  const attempts = new Attempts({ max: 2, windowMs: 1_000 });
  expect([0, 1, 2].map((now) => attempts.allow('anna', now))).toEqual([true, true, false]);
  expect(attempts.allow('ben', 3)).toBe(true);
  expect(attempts.allow('anna', 999)).toBe(false);
  expect(attempts.allow('anna', 1_000)).toBe(true);
});

test('success forgets what came before it', () => {
  const attempts = new Attempts({ max: 1, windowMs: 1_000 });
  attempts.allow('anna', 0);
  attempts.forget('anna');
  expect(attempts.allow('anna', 1)).toBe(true);
});

test('does not grow without bound', () => {
  const attempts = new Attempts({ max: 1, windowMs: 1_000 });
  attempts.allow('first', 0);
  for (let index = 0; index < 10_000; index++) attempts.allow(`name ${index}`, 0);
  expect(attempts.allow('first', 1)).toBe(true);
  expect(attempts.allow('name 9999', 1)).toBe(false);
});
