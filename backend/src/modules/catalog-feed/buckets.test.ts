import { expect, it } from 'vitest';
import { bucketCount } from './buckets';

it.each([
  [0, 1],
  [1, 1],
  [200, 1],
  [290, 2],
  [1_000, 4],
  [10_000, 64],
  [100_000, 512],
])('splits %i products into %i shards', (products, buckets) => {
  expect(bucketCount(products)).toBe(buckets);
});

it('keeps shards between 100 and 300 products at any size', () => {
  for (let products = 400; products < 50_000; products += 37) {
    const perShard = products / bucketCount(products);
    expect(perShard).toBeGreaterThan(100);
    expect(perShard).toBeLessThan(300);
  }
});
