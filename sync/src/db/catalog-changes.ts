import { toCard } from '../catalog/card.js';
import type { ChangePage } from '../catalog/replica.js';
import { ADDED, toRow, type CardRow, type CatalogDexie } from './catalog-schema.js';

/**
 * Puts changed products and takes removed ones out, cards included. Runs inside the caller's transaction. Buckets that were
 * touched no longer are what their shard was.
 */
export async function applyToReplica(
  db: CatalogDexie,
  gen: string,
  { upserts, tombstones }: ChangePage,
): Promise<void> {
  const keyOf = (id: string): [string, string] => [gen, id];
  const newest = new Map(upserts.map((product) => [product.id, product]));
  const removed = new Set(tombstones);
  const ids = [...new Set([...newest.keys(), ...removed])];
  const known = await db.products.bulkGet(ids.map(keyOf));
  const bucketById = new Map(ids.map((id, index) => [id, known[index]?.bucket ?? ADDED]));

  const rows = new Map<number, CardRow>();
  const buckets = [...new Set(bucketById.values())];
  const stored = await db.cards.bulkGet(buckets.map((bucket): [string, number] => [gen, bucket]));
  buckets.forEach((bucket, index) => rows.set(bucket, stored[index] ?? { gen, bucket, cards: [] }));

  for (const [bucket, row] of rows) {
    const touched = new Set(ids.filter((id) => bucketById.get(id) === bucket));
    const kept = row.cards.flatMap((card) => {
      if (!touched.has(card.id)) return [card];
      touched.delete(card.id);
      const product = newest.get(card.id);
      return product && !removed.has(card.id) ? [toCard(product)] : [];
    });
    const added = [...touched].flatMap((id) => {
      const product = newest.get(id);
      return product && !removed.has(id) ? [toCard(product)] : [];
    });
    rows.set(bucket, { ...row, cards: [...kept, ...added] });
  }

  const puts = [...newest.values()].filter((product) => !removed.has(product.id));
  await Promise.all([
    db.products.bulkDelete([...removed].map(keyOf)),
    db.products.bulkPut(puts.map((product) => toRow(gen, bucketById.get(product.id) ?? ADDED, product))),
    db.cards.bulkPut([...rows.values()]),
    db.shards.bulkPut(buckets.filter((bucket) => bucket !== ADDED).map((bucket) => ({ gen, bucket, hash: null }))),
  ]);
}
