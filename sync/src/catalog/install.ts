import { SyncError } from '../errors.js';
import type { Changes, Manifest } from '../protocol/catalog.js';
import { PACKED_SHARD } from '../protocol/packed-shard.js';
import { inParts } from './changes.js';
import type { Feed } from './read-feed.js';
import type { CatalogStore, Published } from './replica.js';
import { toShardRows } from './shard-rows.js';

/** With so many shards a first install is put into use as a partial replica: the shopper need not wait for the rest. */
const ENOUGH_TO_BEGIN = 4;

/** Shards on their way at once: enough to hide the round trip, few enough to leave room for pictures. */
const PARALLEL_SHARDS = 4;

export type InstallProgress = { shards: number; totalShards: number; products: number };

export type InstallTools = {
  store: CatalogStore;
  feed: Feed;
  breathe: () => Promise<void>;
  onProgress: (progress: InstallProgress) => void;
};

/**
 * Builds the newest snapshot beside the replica in use, brings it up to date and swaps it in: readers see the old one whole, then
 * the new one whole. Shards that are here are not fetched again, whoever brought them: an install that was killed, or the replica
 * in use. `from` is the replica it is to follow; where there is none, the first shards are put into use as a partial one.
 */
export async function installWhole(
  { store, feed, breathe, onProgress }: InstallTools,
  manifest: Manifest,
  from: string | null,
  { distrust = false }: { distrust?: boolean } = {},
): Promise<Published> {
  const stored = distrust ? new Set<string>() : await store.storedShards();
  const missing = manifest.shards.filter(({ hash }) => !stored.has(hash));
  const isPacked = manifest.shardFormats?.includes(PACKED_SHARD) ?? false;
  let products = manifest.products - missing.reduce((sum, shard) => sum + shard.products, 0);
  let shards = manifest.shards.length - missing.length;
  const report = () => onProgress({ shards, totalShards: manifest.shards.length, products });
  const { epoch, currency, pricesIncludeTax } = manifest;
  let follows = from;
  let isOvertaken = false;
  const here = manifest.shards.map(({ hash }) => hash).filter((hash) => stored.has(hash));
  report();

  async function begin(): Promise<void> {
    const gen = await store.newGen();
    const { cursor, taxonomy } = manifest;
    const some = { gen, epoch, cursor, currency, pricesIncludeTax, taxonomy, shards: [...here], isPartial: true };
    if ((await store.publish(null, some, 0)) === 'published') follows = gen;
    else isOvertaken = true;
  }

  await inParallel(PARALLEL_SHARDS, missing, async (wanted) => {
    const shard = await feed.shard(wanted.hash, isPacked);
    const rows = await toRows(wanted.hash, shard.products, breathe);
    if (shard.bucket !== wanted.bucket || rows.facts.ids.length !== wanted.products) {
      throw new SyncError('catalog_invalid', `shard ${wanted.hash} does not hold what the manifest says`);
    }
    await store.putShard(rows);
    await breathe();
    shards++;
    products += wanted.products;
    report();
    here.push(wanted.hash);
    if (from === null && here.length === ENOUGH_TO_BEGIN) await begin();
  });
  if (isOvertaken) return 'overtaken';

  const gen = await store.newGen();
  const staged = await stageChanges({ store, feed }, manifest, gen);
  if (!staged) return 'incomplete';
  const hashes = manifest.shards.map(({ hash }) => hash);
  const { cursor, taxonomy, count } = staged;
  const next = { gen, epoch, cursor, currency, pricesIncludeTax, taxonomy, shards: hashes, isPartial: false };
  return store.publish(follows, next, count);
}

async function toRows(...args: Parameters<typeof toShardRows>): ReturnType<typeof toShardRows> {
  try {
    return await toShardRows(...args);
  } catch (error) {
    if (error instanceof RangeError) throw new SyncError('catalog_invalid', error.message, { cause: error });
    throw error;
  }
}

/** A snapshot is some minutes old: what changed since is laid on top before anybody sees it. Null: it is too old already. */
async function stageChanges({ store, feed }: Pick<InstallTools, 'store' | 'feed'>, manifest: Manifest, gen: string) {
  let count = 0;
  let { taxonomy, cursor } = manifest;
  for (;;) {
    const page: Changes | 'must-refetch' = await feed.changes(cursor, taxonomy.hash);
    if (page === 'must-refetch' || page.epoch !== manifest.epoch) return null;
    if (page.more && page.cursor === cursor) {
      throw new SyncError('catalog_invalid', 'the catalog goes round in circles');
    }
    for (const part of inParts(page)) count += await store.stage(gen, part);
    taxonomy = page.taxonomy ?? taxonomy;
    cursor = page.cursor;
    if (!page.more) return { taxonomy, cursor, count };
  }
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
