import type { Addition } from './page/index.ts';

/** Powers that fit a line: all of them together stay below the largest quantity a line may have. */
export const BITS = 16;

export type Verdict = { lost: number; doubled: number; unpromisedButThere: number };

/**
 * Knows what was asked and what was promised. The k-th addition of a variant has quantity 2^k and each power is asked once,
 * so the bits of the final quantity name exactly which additions took effect: a lost one is a missing bit, a doubled one
 * carries into a neighbour.
 */
export class Oracle {
  readonly #asked = new Map<string, number>();
  readonly #promised = new Map<string, number>();

  asked({ variantId, quantity }: Addition): void {
    this.#asked.set(variantId, (this.#asked.get(variantId) ?? 0) | quantity);
  }

  promised({ variantId, quantity }: Addition): void {
    this.#promised.set(variantId, (this.#promised.get(variantId) ?? 0) | quantity);
  }

  get askedCount(): number {
    return sum([...this.#asked.values()].map(countBits));
  }

  get promisedCount(): number {
    return sum([...this.#promised.values()].map(countBits));
  }

  judge(quantities: Readonly<Record<string, number>>): Verdict {
    const verdict: Verdict = { lost: 0, doubled: 0, unpromisedButThere: 0 };
    for (const variantId of new Set([...this.#asked.keys(), ...Object.keys(quantities)])) {
      const got = quantities[variantId] ?? 0;
      const asked = this.#asked.get(variantId) ?? 0;
      const promised = this.#promised.get(variantId) ?? 0;
      // A carry shows as a bit nobody asked for, or, where the neighbour was asked as well, as a sum that is too large.
      if (got > asked || (got & ~asked) !== 0) verdict.doubled += 1;
      else verdict.lost += countBits(promised & ~got);
      verdict.unpromisedButThere += countBits(got & asked & ~promised);
    }
    return verdict;
  }
}

function countBits(value: number): number {
  let bits = 0;
  for (let rest = value; rest > 0; rest &= rest - 1) bits += 1;
  return bits;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
