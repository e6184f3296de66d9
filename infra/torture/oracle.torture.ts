import { describe, expect, it } from 'vitest';
import { Oracle } from './oracle.ts';

function oracleOf(asked: number[], promised: number[] = asked): Oracle {
  const oracle = new Oracle();
  for (const quantity of asked) oracle.asked({ variantId: 'v', quantity });
  for (const quantity of promised) oracle.promised({ variantId: 'v', quantity });
  return oracle;
}

describe('the oracle', () => {
  it('is content with exactly what was promised, and with what was only asked', () => {
    expect(oracleOf([1, 2, 4]).judge({ v: 7 })).toEqual({ lost: 0, doubled: 0, unpromisedButThere: 0 });
    expect(oracleOf([1, 2, 4], [1, 4]).judge({ v: 7 })).toEqual({ lost: 0, doubled: 0, unpromisedButThere: 1 });
    expect(oracleOf([1, 2, 4], [1, 4]).judge({ v: 5 })).toEqual({ lost: 0, doubled: 0, unpromisedButThere: 0 });
  });

  it('sees a lost one, a doubled one and one that nobody asked for', () => {
    expect(oracleOf([1, 2, 4]).judge({ v: 5 }).lost).toBe(1);
    expect(oracleOf([1, 2, 4]).judge({}).lost).toBe(3);
    expect(oracleOf([1, 2, 4]).judge({ v: 11 }).doubled).toBe(1);
    expect(oracleOf([1, 2, 4], [4]).judge({ v: 8 }).doubled).toBe(1);
    expect(oracleOf([1]).judge({ v: 1, other: 1 }).doubled).toBe(1);
  });
});
