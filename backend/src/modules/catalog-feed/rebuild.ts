import type { Knex } from '@medusajs/framework/mikro-orm/knex';
import { bucketOf, productDigest } from 'sync/protocol';
import { contentHash } from './content-hash';
import type { BuiltCatalog, ClaimedChanges, FeedDocument, FeedRegion, RebuildResult } from './types';

/** Slots are finer than any bucket count, so that a document's shard is `slot % buckets`. */
const SLOTS = 65_536;

type Build = (claimed: ClaimedChanges) => Promise<BuiltCatalog>;

/**
 * Takes the oldest changes, has their documents built, and writes the documents and forgets the changes in one
 * transaction: a crash in between leaves the changes for the next run.
 *
 * One builder at a time. Two could read a product in one order and write it in the other; alone, the order of
 * transaction ids is the order of commits as well.
 */
export async function rebuildPending(knex: Knex, limit: number, build: Build): Promise<RebuildResult> {
  return knex.transaction(async (trx) => {
    const lock = await trx.raw<{ rows: { taken: boolean }[] }>(
      `select pg_try_advisory_xact_lock(hashtextextended('catalog-feed:rebuild', 0)) as taken`,
    );
    if (!lock.rows[0]?.taken) return { kind: 'busy' };

    const { seqs, ...claimed } = await claim(trx, limit);
    if (seqs.length === 0) return { kind: 'idle' };

    const built = await build(claimed);
    await writeRegions(trx, built.regions);
    for (const [slug, taxonomy] of built.taxonomies ?? []) {
      await trx.raw('update catalog_region set taxonomy = ?::jsonb where slug = ?', [JSON.stringify(taxonomy), slug]);
    }
    const upserted = await writeDocuments(trx, built.documents);
    const failed = new Set(built.failed.map(({ productId }) => productId));
    const rebuilt = claimed.productIds.filter((id) => !failed.has(id));
    const buried = await writeTombstones(trx, rebuilt, built.documents);
    // These rows and no others: a change that came while building describes a state the builder may not have seen.
    await trx.raw('delete from catalog_change where seq = any(?::bigint[])', [seqs]);
    return { kind: 'rebuilt', products: rebuilt.length, written: upserted + buried, failed: built.failed };
  });
}

async function claim(trx: Knex.Transaction, limit: number): Promise<ClaimedChanges & { seqs: string[] }> {
  const { rows } = await trx.raw<{ rows: { product_id: string | null; seqs: string[] }[] }>(
    `select product_id, array_agg(seq::text) as seqs
       from catalog_change
      where product_id is null
         or product_id in (
              select product_id from catalog_change where product_id is not null
               group by product_id order by min(seq) limit ?)
      group by product_id`,
    [limit],
  );
  return {
    productIds: rows.flatMap((row) => row.product_id ?? []),
    taxonomyChanged: rows.some((row) => row.product_id === null),
    seqs: rows.flatMap((row) => row.seqs),
  };
}

async function writeRegions(trx: Knex.Transaction, regions: FeedRegion[]): Promise<void> {
  await trx.raw(
    `insert into catalog_region (slug, language, region_id, currency, prices_include_tax)
     select r.slug, r.language, r."regionId", r.currency, r."pricesIncludeTax"
       from jsonb_to_recordset(?::jsonb) as r(
              slug text, language text, "regionId" text, currency text, "pricesIncludeTax" boolean)
     on conflict (slug) do update set
       language = excluded.language, region_id = excluded.region_id, currency = excluded.currency,
       prices_include_tax = excluded.prices_include_tax
     where (catalog_region.language, catalog_region.region_id, catalog_region.currency, catalog_region.prices_include_tax)
       is distinct from (excluded.language, excluded.region_id, excluded.currency, excluded.prices_include_tax)`,
    [JSON.stringify(regions)],
  );
  const { rows: left } = await trx.raw<{ rows: { slug: string }[] }>(
    'delete from catalog_region where slug <> all(?::text[]) returning slug',
    [regions.map((region) => region.slug)],
  );
  if (left.length === 0) return;
  const slugs = left.map((region) => region.slug);
  await trx.raw('delete from catalog_snapshot where region = any(?::text[])', [slugs]);
  await trx.raw('delete from catalog_document where region = any(?::text[])', [slugs]);
}

async function writeDocuments(trx: Knex.Transaction, documents: FeedDocument[]): Promise<number> {
  const records = documents.map(({ region, product }) => ({
    product_id: product.id,
    region,
    slot: bucketOf(product.id, SLOTS),
    doc: product,
    hash: contentHash(JSON.stringify(product)),
    digest: productDigest(product),
  }));
  const { rowCount } = await trx.raw<{ rowCount: number }>(
    `insert into catalog_document (product_id, region, slot, doc, hash, digest, seq, txid)
     select d.product_id, d.region, d.slot, d.doc, d.hash, d.digest, nextval('catalog_document_seq'), pg_current_xact_id()
       from jsonb_to_recordset(?::jsonb) as d(
              product_id text, region text, slot integer, doc jsonb, hash text, digest bigint)
       left join catalog_document known using (product_id, region)
      where known.hash is distinct from d.hash
     on conflict (product_id, region) do update set
       doc = excluded.doc, hash = excluded.hash, digest = excluded.digest, version = catalog_document.version + 1,
       seq = excluded.seq, txid = excluded.txid, deleted = false, changed_at = now()`,
    [JSON.stringify(records)],
  );
  // Documents of a release that had no digests: they are what they were, so nobody is told.
  await trx.raw(
    `update catalog_document known set digest = d.digest
       from jsonb_to_recordset(?::jsonb) as d(product_id text, region text, hash text, digest bigint)
      where known.product_id = d.product_id and known.region = d.region and known.hash = d.hash and known.digest is null`,
    [JSON.stringify(records.map(({ product_id, region, hash, digest }) => ({ product_id, region, hash, digest })))],
  );
  return rowCount;
}

async function writeTombstones(
  trx: Knex.Transaction,
  productIds: string[],
  documents: FeedDocument[],
): Promise<number> {
  const { rowCount } = await trx.raw<{ rowCount: number }>(
    `update catalog_document set
       doc = null, hash = '', deleted = true, version = version + 1,
       seq = nextval('catalog_document_seq'), txid = pg_current_xact_id(), changed_at = now()
      where product_id = any(?::text[]) and not deleted
        and not exists (
          select 1 from unnest(?::text[], ?::text[]) as kept(product_id, region)
           where kept.product_id = catalog_document.product_id and kept.region = catalog_document.region)`,
    [productIds, documents.map(({ product }) => product.id), documents.map(({ region }) => region)],
  );
  return rowCount;
}
