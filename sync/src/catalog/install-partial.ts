import type { CatalogProduct, Manifest } from '../protocol/catalog.js';
import { inParts } from './changes.js';
import type { InstallTools } from './install.js';
import { MOST_WANTED, type Feed, type WantedProducts } from './read-feed.js';
import type { CatalogStore, Published } from './replica.js';

/** Handles of what the shopper cares about, most wanted first: in the cart, wished for, visited. */
export type Interests = () => Promise<readonly string[]>;

/**
 * A replica for a device that cannot have all: the taxonomy, what the shopper cares about, what was there before, then the first
 * products of each top category, up to `most`. Put into use at once as far as it is there; the rest is fetched when it is looked at.
 */
export async function installPartial(
  { store, feed, onProgress }: InstallTools,
  manifest: Manifest,
  from: string | null,
  { most, interests, known }: { most: number; interests: readonly string[]; known: readonly CatalogProduct[] },
): Promise<Published> {
  const gen = await store.newGen();
  const { epoch, cursor, currency, pricesIncludeTax, taxonomy } = manifest;
  const found = new Map<string, CatalogProduct>();
  const knownIds = known.map(({ id }) => id);
  const isCurrent = await fetchInto(found, feed, epoch, wishesOf(interests, knownIds, manifest, most), most);
  if (!isCurrent) return 'incomplete';
  const upserts = [...found.values()];
  const rows = await stageProducts(store, gen, upserts);
  onProgress({ shards: 0, totalShards: 0, products: upserts.length });
  const next = { gen, epoch, cursor, currency, pricesIncludeTax, taxonomy, shards: [], isPartial: true };
  return store.publish(from, next, rows);
}

/** Writes products of a replica without shards, a few at a time. Resolves with the number of rows. */
export async function stageProducts(
  store: CatalogStore,
  gen: string,
  products: readonly CatalogProduct[],
): Promise<number> {
  let rows = 0;
  for (const part of inParts({ upserts: products, tombstones: [] })) rows += await store.stage(gen, part);
  return rows;
}

/**
 * The cursor is the manifest's and products come after it, so they are never older than what changes go on from. False when the
 * server has begun another epoch in between.
 */
async function fetchInto(
  found: Map<string, CatalogProduct>,
  feed: Feed,
  epoch: string,
  wishes: readonly WantedProducts[],
  most: number,
): Promise<boolean> {
  for (const wish of wishes) {
    if (found.size >= most) return true;
    const reply = await feed.products(wish);
    if (reply.epoch !== epoch) return false;
    for (const product of reply.products) {
      if (found.size < most) found.set(product.id, product);
    }
  }
  return true;
}

function wishesOf(
  interests: readonly string[],
  knownIds: readonly string[],
  { taxonomy }: Manifest,
  most: number,
): WantedProducts[] {
  const top = taxonomy.categories.filter(({ parent }) => parent === null).sort((a, b) => a.rank - b.rank);
  const limit = Math.min(MOST_WANTED, Math.ceil(most / Math.max(1, top.length)));
  return [
    ...inPieces(interests).map((names): WantedProducts => ({ by: 'handle', names })),
    ...inPieces(knownIds).map((names): WantedProducts => ({ by: 'id', names })),
    ...top.map(({ handle }): WantedProducts => ({ by: 'category', category: handle, limit })),
  ];
}

function inPieces(names: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(names.length / MOST_WANTED) }, (_, n) =>
    names.slice(n * MOST_WANTED, (n + 1) * MOST_WANTED),
  );
}
