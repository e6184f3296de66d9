import { expect, it } from 'vitest';
import type { Desired } from 'sync/protocol';
import { merge } from './attach';

const desired = (lines: Record<string, number>, ...promos: string[]): Desired => ({
  lines: new Map(Object.entries(lines).map(([id, quantity]) => [id, { quantity, rev: 1 }])),
  promos,
});

it('takes per line the larger quantity, and of codes the union, in the order of the customer', () => {
  const own = desired({ a: 5, b: 1, c: 2 }, 'X', 'Y');
  const merged = merge(own, desired({ d: 4, b: 3, a: 2, c: 2 }, 'Z', 'X'), 9);
  expect([...merged.lines]).toEqual([
    ['a', { quantity: 5, rev: 1 }],
    ['b', { quantity: 3, rev: 9 }],
    ['c', { quantity: 2, rev: 1 }],
    ['d', { quantity: 4, rev: 9 }],
  ]);
  expect(merged.promos).toEqual(['X', 'Y', 'Z']);
});

it('done again changes nothing', () => {
  const given = desired({ a: 3, b: 1 }, 'X');
  const once = merge(desired({ a: 1 }), given, 5);
  expect(merge(once, given, 6)).toEqual(once);
});
