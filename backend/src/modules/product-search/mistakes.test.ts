import { expect, it } from 'vitest';
import { isWithin } from './mistakes';

it.each([
  ['lamp', 'lamp', 0],
  ['lamp', 'lomp', 1],
  ['lamp', 'lam', 1],
  ['lamp', 'clamp', 1],
  ['backpack', 'bakpak', 2],
  ['kettle', 'kettel', 2],
  ['مصباح', 'مصبح', 1],
])('%s and %s are %i apart', (one, other, apart) => {
  for (const [a, b] of [
    [one, other],
    [other, one],
  ] as const) {
    expect(isWithin(a, b, apart)).toBe(true);
    expect(isWithin(a, b, apart + 1)).toBe(true);
    if (apart > 0) expect(isWithin(a, b, apart - 1)).toBe(false);
  }
});
