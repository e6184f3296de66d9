import { expect, it } from 'vitest';
import { chosenBy } from './choose';

const walk = (keys: string[], count: number) =>
  keys.reduce<(number | null | undefined)[]>((way, key) => [...way, chosenBy(key, way.at(-1) ?? null, count)], []);

it('the arrows walk through the options and the field', () => {
  expect(walk(['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown'], 3)).toEqual([0, 1, 2, null]);
  expect(walk(['ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowUp'], 3)).toEqual([2, 1, 0, null]);
});

it('Home and End are the field’s until an option is active', () => {
  expect(walk(['Home', 'End'], 3)).toEqual([undefined, undefined]);
  expect(walk(['ArrowDown', 'End', 'Home'], 3)).toEqual([0, 2, 0]);
  expect([chosenBy('a', 1, 3), chosenBy('ArrowLeft', 1, 3), chosenBy('ArrowDown', null, 0)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
