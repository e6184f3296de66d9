import type { Wish } from './relevance-set.ts';

export const FIRST = 5;

export type Missed = Pick<Wish, 'catalog' | 'text' | 'about'> & { missing: string[]; found: string[] };
export type Recall = { recall: number; missed: Missed[] };

/** How much of what is expected is among the first five, on average over all searches. `find` answers handles, the best first. */
export async function measureRecall(
  wishes: readonly Wish[],
  find: (wish: Wish) => Promise<readonly string[]>,
): Promise<Recall> {
  const missed: Missed[] = [];
  let sum = 0;
  for (const wish of wishes) {
    const { catalog, text, about, expected } = wish;
    const found = (await find(wish)).slice(0, FIRST);
    const missing = expected.filter((handle) => !found.includes(handle));
    sum += 1 - missing.length / expected.length;
    if (missing.length > 0) missed.push({ catalog, text, about, missing, found });
  }
  return { recall: sum / wishes.length, missed };
}
