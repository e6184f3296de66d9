import { SyncError } from '../errors.js';
import type { Manifest } from '../protocol/catalog.js';
import type { Feed } from './read-feed.js';
import type { CatalogStore } from './replica.js';

/** Shards on their way at once: enough to hide the round trip, few enough to leave room for pictures. */
const PARALLEL_SHARDS = 4;

/** Another tab that finishes first removes what is half built here. */
const ATTEMPTS = 3;

export type InstallProgress = { shards: number; totalShards: number; products: number };

/**
 * Builds the newest snapshot beside the one in use and swaps it in. What is there already is not fetched again: shards of an
 * install that was killed, and shards of the snapshot in use that did not change.
 */
export async function installCatalog(
  store: CatalogStore,
  feed: Feed,
  onProgress: (progress: InstallProgress) => void = () => {},
): Promise<void> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    if (await build(store, feed, onProgress)) return store.dropUnused();
  }
  throw new SyncError('catalog_invalid', 'the snapshot was taken away while it was being built');
}

async function build(
  store: CatalogStore,
  feed: Feed,
  onProgress: (progress: InstallProgress) => void,
): Promise<boolean> {
  const manifest = await feed.manifest();
  const gen = `${manifest.epoch}/${manifest.snapshotId}`;
  const active = await store.replica();
  const [present, inUse] = await Promise.all([
    store.shards(gen),
    active ? store.shards(active.gen) : new Map<number, string>(),
  ]);

  const missing = manifest.shards.filter(({ bucket, hash }) => present.get(bucket) !== hash);
  let products = manifest.products - missing.reduce((sum, shard) => sum + shard.products, 0);
  let shards = manifest.shards.length - missing.length;
  const report = () => onProgress({ shards, totalShards: manifest.shards.length, products });
  report();

  await inParallel(PARALLEL_SHARDS, missing, async (shard) => {
    if (active && active.gen !== gen && inUse.get(shard.bucket) === shard.hash) {
      await store.copyShard(active.gen, gen, shard.bucket, shard.hash);
    } else {
      await store.putShard(gen, await fetchShard(feed, shard));
    }
    shards++;
    products += shard.products;
    report();
  });

  const wanted = new Set(manifest.shards.map((shard) => shard.bucket));
  for (const bucket of present.keys()) {
    if (!wanted.has(bucket)) await store.putShard(gen, { bucket, hash: '', products: [] });
  }

  const { epoch, cursor, currency, pricesIncludeTax, taxonomy } = manifest;
  return store.publish({ gen, epoch, cursor, currency, pricesIncludeTax, taxonomy }, manifest.shards);
}

async function fetchShard(feed: Feed, { bucket, hash, products }: Manifest['shards'][number]) {
  const shard = await feed.shard(hash);
  if (shard.bucket !== bucket || shard.products.length !== products) {
    throw new SyncError('catalog_invalid', `shard ${hash} does not hold what the manifest says`);
  }
  return { bucket, hash, products: shard.products };
}

/** Runs the work over the items, a few at a time. After the first failure nothing new is begun. */
async function inParallel<T>(lanes: number, items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  let hasFailed = false;
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (let item = queue.shift(); item !== undefined && !hasFailed; item = queue.shift()) {
        try {
          await work(item);
        } catch (error) {
          hasFailed = true;
          throw error;
        }
      }
    }),
  );
}
