import type { Random } from '../ports/random.js';

const HEX = '0123456789abcdef';

/** The same numbers for the same seed (mulberry32). */
export function seededRandom(seed: number): Random {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  };
  const hex = (length: number) => {
    let digits = '';
    for (let i = 0; i < length; i++) digits += HEX.charAt(next() % 16);
    return digits;
  };
  return {
    fraction: () => next() / 2 ** 32,
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${'89ab'.charAt(next() % 4)}${hex(3)}-${hex(12)}`,
  };
}
