import { expect, it } from 'vitest';
import { fewNew } from './few-new';

const items = ['a', 'b', 'c', 'd'].map((id) => ({ id }));
const idsOf = (found: { id: string }[]) => found.map(({ id }) => id).join('');

it('begins with the first', () => {
  expect(idsOf(fewNew(items, new Set(), 2))).toBe('ab');
});

it('keeps what stands there, in the order of the new answer', () => {
  expect(idsOf(fewNew(items, new Set(['d', 'b']), 1))).toBe('abd');
});

it('comes to all of them, and brings back nothing that is gone', () => {
  let drawn = new Set(['z']);
  for (let frame = 0; frame < 2; frame++) drawn = new Set(fewNew(items, drawn, 2).map(({ id }) => id));
  expect(idsOf(fewNew(items, drawn, 2))).toBe('abcd');
});
