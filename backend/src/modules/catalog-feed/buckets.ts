/** Small enough to resume an install cheaply, large enough that brotli finds its repetitions. */
const PRODUCTS_PER_SHARD = 200;

/** How many shards a catalog of this size has: the power of two that comes closest to 200 products each. */
export function bucketCount(products: number): number {
  if (products <= PRODUCTS_PER_SHARD) return 1;
  return 2 ** Math.round(Math.log2(products / PRODUCTS_PER_SHARD));
}
