import type { Knex } from '@medusajs/framework/mikro-orm/knex';
import { packShard, type CatalogProduct, type Manifest, type Shard } from 'sync/protocol';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { bucketCount } from './buckets';
import { contentHash } from './content-hash';

const compress = promisify(brotliCompress);

type ShardEntry = Manifest['shards'][number];
type SnapshotRow = { txid: string; buckets: number; shards: ShardEntry[] };

/** How many shards are read and compressed at a time: bounds memory, not the result. */
const SHARDS_AT_ONCE = 8;

/**
 * Blurs take 21 bytes a product and no packing makes them fewer: 200 kB of ten thousand, a seventh of what a device fetches. A
 * catalog as large as that goes without; one colour is painted there.
 */
const MOST_WITH_BLURS = 2_000;

/**
 * Publishes a new snapshot of every region whose last one is missing or has fallen behind. Returns their slugs. One that cannot
 * be published does not hold up the others; what went wrong is thrown when all have had their turn.
 */
export async function publishDueSnapshots(knex: Knex): Promise<string[]> {
  const due = await dueRegions(knex);
  const published: string[] = [];
  const failures: unknown[] = [];
  for (const region of due) {
    try {
      if (await publishSnapshot(knex, region)) published.push(region);
    } catch (error) {
      failures.push(new Error(`No snapshot of ${region}`, { cause: error }));
    }
  }
  if (failures.length === 1) throw failures[0];
  if (failures.length > 1) throw new AggregateError(failures, `No snapshots of ${failures.length} regions`);
  return published;
}

/**
 * Behind means: more than 500 changes or 5 %, or any change for a quarter of an hour: compressing costs more than sending. While many products still wait to be
 * rebuilt, the next snapshot would be stale at once, so it waits as well, a minute at most.
 */
async function dueRegions(knex: Knex): Promise<string[]> {
  const { rows } = await knex.raw<{ rows: { slug: string }[] }>(
    `with pending as (select count(*) as products from (select 1 from catalog_change limit 200) waiting)
     select r.slug from catalog_region r
       left join catalog_snapshot s on s.region = r.slug
       left join lateral (
         select count(*) as changes, min(d.changed_at) as since from catalog_document d
          where d.region = r.slug and d.txid >= s.txid) behind on true
      where (s.region is null and (select products from pending) < 200)
         or (behind.changes > greatest(least(500, s.products * 0.05), 20)
             and ((select products from pending) < 200 or s.created_at < now() - interval '1 minute'))
         or (behind.changes > 0 and behind.since < now() - interval '15 minutes'
             and s.created_at < now() - interval '15 minutes')
      order by r.slug`,
  );
  return rows.map((row) => row.slug);
}

/** False when another process is at it. */
async function publishSnapshot(knex: Knex, region: string): Promise<boolean> {
  return knex.transaction(
    async (trx) => {
      const start = await trx.raw<{ rows: { taken: boolean; xmin: string }[] }>(
        `select pg_try_advisory_xact_lock(hashtextextended('catalog-feed:snapshot', 0)) as taken,
                pg_snapshot_xmin(pg_current_snapshot())::text as xmin`,
      );
      const { taken, xmin } = start.rows[0] ?? {};
      if (!taken || xmin === undefined) return false;

      const { rows: counted } = await trx.raw<{ rows: { products: number }[] }>(
        'select count(*)::integer as products from catalog_document where region = ? and not deleted',
        [region],
      );
      const products = counted[0]?.products ?? 0;
      const buckets = bucketCount(products);
      const { rows: previous } = await trx.raw<{ rows: SnapshotRow[] }>(
        'select txid::text, buckets, shards from catalog_snapshot where region = ?',
        [region],
      );
      const kept = await unchangedShards(trx, region, buckets, previous[0]);
      const stale = Array.from({ length: buckets }, (_, bucket) => bucket).filter((bucket) => !kept.has(bucket));
      const shards = [...kept.values()];
      for (let i = 0; i < stale.length; i += SHARDS_AT_ONCE) {
        const wanted = stale.slice(i, i + SHARDS_AT_ONCE);
        const hasBlurs = products <= MOST_WITH_BLURS;
        shards.push(...(await buildShards(trx, { region, buckets, wanted, hasBlurs })));
      }
      shards.sort((a, b) => a.bucket - b.bucket);
      await save(trx, { region, xmin, buckets, products, shards });
      return true;
    },
    { isolationLevel: 'repeatable read' },
  );
}

async function unchangedShards(
  trx: Knex.Transaction,
  region: string,
  buckets: number,
  previous: SnapshotRow | undefined,
): Promise<Map<number, ShardEntry>> {
  if (!previous || previous.buckets !== buckets) return new Map();
  const { rows } = await trx.raw<{ rows: { bucket: number }[] }>(
    'select distinct slot % ?::integer as bucket from catalog_document where region = ? and txid >= ?::xid8',
    [buckets, region, previous.txid],
  );
  const changed = new Set(rows.map((row) => row.bucket));
  return new Map(previous.shards.filter((shard) => !changed.has(shard.bucket)).map((shard) => [shard.bucket, shard]));
}

async function buildShards(
  trx: Knex.Transaction,
  { region, buckets, wanted, hasBlurs }: { region: string; buckets: number; wanted: number[]; hasBlurs: boolean },
): Promise<ShardEntry[]> {
  const { rows } = await trx.raw<{ rows: { bucket: number; doc: CatalogProduct }[] }>(
    `select slot % ?::integer as bucket, doc from catalog_document
      where region = ? and not deleted and slot % ?::integer = any(?::integer[])
      order by product_id`,
    [buckets, region, buckets, wanted],
  );
  return Promise.all(
    wanted.map((bucket) => {
      const products = rows.filter((row) => row.bucket === bucket).map((row) => row.doc);
      return storeShard(trx, region, { bucket, products: hasBlurs ? products : products.map(withoutBlurs) });
    }),
  );
}

const withoutBlurs = (product: CatalogProduct): CatalogProduct => ({
  ...product,
  images: product.images.map(({ blurhash: _blurhash, ...image }) => image),
});

async function storeShard(trx: Knex.Transaction, region: string, shard: Shard): Promise<ShardEntry> {
  const text = JSON.stringify(packShard(shard));
  const hash = contentHash(text);
  const body = await compress(text, {
    params: {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_QUALITY]: 10,
      [constants.BROTLI_PARAM_SIZE_HINT]: Buffer.byteLength(text),
    },
  });
  const entry = { bucket: shard.bucket, hash, products: shard.products.length, bytes: body.length };
  await trx.raw(
    `insert into catalog_shard (region, hash, bucket, body, products, bytes) values (?, ?, ?, ?, ?, ?)
     on conflict (region, hash) do nothing`,
    [region, hash, entry.bucket, body, entry.products, entry.bytes],
  );
  return entry;
}

type Snapshot = { region: string; xmin: string; buckets: number; products: number; shards: ShardEntry[] };

async function save(trx: Knex.Transaction, { region, xmin, buckets, products, shards }: Snapshot): Promise<void> {
  const hashes = shards.map((shard) => shard.hash);
  await trx.raw(
    `insert into catalog_snapshot (region, id, txid, buckets, products, shards)
     values (?, ?, ?::xid8, ?, ?, ?::jsonb)
     on conflict (region) do update set
       id = excluded.id, txid = excluded.txid, buckets = excluded.buckets, products = excluded.products,
       shards = excluded.shards, created_at = now()`,
    [region, contentHash(hashes.join()), xmin, buckets, products, JSON.stringify(shards)],
  );
  await trx.raw(
    `update catalog_shard set retired_at = case when hash = any(?::text[]) then null else now() end
      where region = ? and (retired_at is null) <> (hash = any(?::text[]))`,
    [hashes, region, hashes],
  );
  // A device may be in the middle of installing yesterday's snapshot.
  await trx.raw(`delete from catalog_shard where retired_at < now() - interval '1 day'`);
}
