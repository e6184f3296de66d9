import type { Knex } from '@medusajs/framework/mikro-orm/knex';
import { MAGIC, PACKED_SHARD, type CatalogProduct, type Digest, type Manifest, type Taxonomy } from 'sync/protocol';
import { encodeCursor, type Cursor } from './cursor';
import type { ChangesAnswer, ManifestAnswer, ProductsAnswer, ShardAnswer } from './types';

type ManifestRow = {
  epoch: string;
  taxonomy: Taxonomy;
  currency: string;
  prices_include_tax: boolean;
  id: string | null;
  txid: string;
  products: number;
  shards: Manifest['shards'];
};

export async function readManifest(knex: Knex, region: string): Promise<ManifestAnswer> {
  const { rows } = await knex.raw<{ rows: ManifestRow[] }>(
    `select state.epoch, coalesce(r.taxonomy, state.taxonomy) as taxonomy, r.currency, r.prices_include_tax, s.id, s.txid::text, s.products, s.shards
       from catalog_state state cross join catalog_region r left join catalog_snapshot s on s.region = r.slug
      where r.slug = ?`,
    [region],
  );
  const row = rows[0];
  if (!row) return { kind: 'unknown_region' };
  if (row.id === null) return { kind: 'building' };
  return {
    kind: 'found',
    manifest: {
      magic: MAGIC,
      region,
      currency: row.currency,
      pricesIncludeTax: row.prices_include_tax,
      epoch: row.epoch,
      snapshotId: row.id,
      // Sequence numbers begin at 1, so this is just before everything the shards may lack.
      cursor: encodeCursor({ epoch: row.epoch, txid: BigInt(row.txid), seq: 0n }),
      products: row.products,
      shards: row.shards,
      shardFormats: [PACKED_SHARD],
      taxonomy: row.taxonomy,
    },
  };
}

export async function readShard(knex: Knex, region: string, hash: string): Promise<ShardAnswer> {
  const { rows } = await knex.raw<{ rows: { body: Buffer }[] }>(
    'select body from catalog_shard where region = ? and hash = ?',
    [region, hash],
  );
  return rows[0] ? { kind: 'found', body: rows[0].body } : { kind: 'missing' };
}

type StateRow = { epoch: string; taxonomy: Taxonomy; is_forgotten: boolean };
type ChangeRow = { product_id: string; doc: CatalogProduct | null; txid: string; seq: string };

/**
 * The changes after a cursor, oldest first. Bounded by the oldest transaction still running, whose rows would
 * otherwise appear behind a cursor that has already moved on.
 */
export async function readChanges(knex: Knex, region: string, cursor: Cursor, limit: number): Promise<ChangesAnswer> {
  return changesAfter(knex, region, cursor, limit);
}

/** The same, and on the last page the digest of all the documents it leads to, from one look at the database. */
export async function readChangesWithDigest(
  knex: Knex,
  region: string,
  cursor: Cursor,
  limit: number,
): Promise<ChangesAnswer> {
  return knex.transaction(
    async (trx) => {
      const answer = await changesAfter(trx, region, cursor, limit);
      const digest = answer.kind === 'found' && !answer.more ? await readDigest(trx, region) : undefined;
      return digest ? { ...answer, digest } : answer;
    },
    { isolationLevel: 'repeatable read', readOnly: true },
  );
}

/** Undefined while a document lies beyond the horizon of cursors: then no cursor leads to what is stored. */
async function readDigest(knex: Knex, region: string): Promise<Digest | undefined> {
  const { rows } = await knex.raw<{ rows: { products: number; sum: string; known: boolean }[] }>(
    `select count(*) filter (where not deleted)::integer as products, coalesce(sum(digest) filter (where not deleted), 0)::text as sum,
            coalesce(bool_and(txid < pg_snapshot_xmin(pg_current_snapshot()) and (deleted or digest is not null)), true) as known
       from catalog_document where region = ?`,
    [region],
  );
  const row = rows[0];
  return row?.known ? { products: row.products, sum: Number(row.sum) } : undefined;
}

/** Some documents as they are committed now: at or after every cursor that was handed out. */
export async function readProducts(knex: Knex, region: string, ids: string[]): Promise<ProductsAnswer> {
  const { rows } = await knex.raw<{ rows: { epoch: string; docs: CatalogProduct[] }[] }>(
    `select state.epoch, coalesce((
              select jsonb_agg(d.doc order by d.product_id) from catalog_document d
               where d.region = r.slug and d.product_id = any(?::text[]) and not d.deleted), '[]') as docs
       from catalog_state state cross join catalog_region r where r.slug = ?`,
    [ids, region],
  );
  const row = rows[0];
  return row ? { kind: 'found', epoch: row.epoch, products: row.docs } : { kind: 'unknown_region' };
}

async function changesAfter(knex: Knex, region: string, cursor: Cursor, limit: number): Promise<ChangesAnswer> {
  const position = [cursor.txid.toString(), cursor.seq.toString()];
  const { rows: states } = await knex.raw<{ rows: StateRow[] }>(
    `select state.epoch, coalesce(r.taxonomy, state.taxonomy) as taxonomy, (?::xid8, ?::bigint) < (r.horizon_txid, r.horizon_seq) as is_forgotten
       from catalog_state state cross join catalog_region r where r.slug = ?`,
    [...position, region],
  );
  const state = states[0];
  if (!state) return { kind: 'unknown_region' };
  if (state.epoch !== cursor.epoch || state.is_forgotten) return { kind: 'must_refetch' };

  const { rows } = await knex.raw<{ rows: ChangeRow[] }>(
    `select product_id, doc, txid::text, seq::text from catalog_document
      where region = ? and (txid, seq) > (?::xid8, ?::bigint) and txid < pg_snapshot_xmin(pg_current_snapshot())
      order by txid, seq limit ?`,
    [region, ...position, limit + 1],
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    kind: 'found',
    epoch: state.epoch,
    cursor: encodeCursor(last ? { ...cursor, txid: BigInt(last.txid), seq: BigInt(last.seq) } : cursor),
    more: rows.length > limit,
    upserts: page.flatMap((row) => row.doc ?? []),
    tombstones: page.filter((row) => row.doc === null).map((row) => row.product_id),
    taxonomy: state.taxonomy,
  };
}
