import type { Knex } from '@medusajs/framework/mikro-orm/knex';
import type { CatalogProduct, Taxonomy } from 'sync/protocol';
import { encodeCursor } from './cursor';
import type { CatalogHead, FeedRow, SlotRange } from './types';

/** Reading for those in this process that keep something of every document: they need no snapshots. */

export async function readCatalogs(knex: Knex): Promise<string[]> {
  const { rows } = await knex.raw<{ rows: { slug: string }[] }>('select slug from catalog_region order by slug');
  return rows.map(({ slug }) => slug);
}

type HeadRow = { epoch: string; xmin: string; currency: string; taxonomy: Taxonomy; products: number };

export async function readHead(knex: Knex, catalog: string): Promise<CatalogHead | null> {
  const { rows } = await knex.raw<{ rows: HeadRow[] }>(
    `select state.epoch, pg_snapshot_xmin(pg_current_snapshot())::text as xmin, r.currency,
            coalesce(r.taxonomy, state.taxonomy) as taxonomy,
            (select count(*)::integer from catalog_document d where d.region = r.slug and not d.deleted) as products
       from catalog_state state cross join catalog_region r where r.slug = ?`,
    [catalog],
  );
  const row = rows[0];
  if (!row) return null;
  const { epoch, xmin, currency, taxonomy, products } = row;
  return { currency, taxonomy, products, cursor: encodeCursor({ epoch, txid: BigInt(xmin), seq: 0n }) };
}

export async function readProductsInSlots(
  knex: Knex,
  catalog: string,
  { from, to }: SlotRange,
): Promise<CatalogProduct[]> {
  const { rows } = await knex.raw<{ rows: { doc: CatalogProduct }[] }>(
    'select doc from catalog_document where region = ? and not deleted and slot >= ? and slot < ?',
    [catalog, from, to],
  );
  return rows.map(({ doc }) => doc);
}

/**
 * Documents of all catalogs by product and catalog, those after `<product>_<catalog>`. With `changedSince` only what was written
 * then or later, and what left the catalog as well.
 */
export async function readPageOfDocuments(
  knex: Knex,
  { after, changedSince, limit }: { after: string | null; changedSince: Date | null; limit: number },
): Promise<FeedRow[]> {
  // A catalog's key has no underscore, a product's id may.
  const gap = after?.lastIndexOf('_') ?? -1;
  const { rows } = await knex.raw<{ rows: FeedRow[] }>(
    `select product_id as "productId", region as catalog, doc as product from catalog_document
      where (product_id, region) > (?, ?) and (changed_at >= ?::timestamptz or ?::timestamptz is null and not deleted)
      order by product_id, region limit ?`,
    [after?.slice(0, gap) ?? '', after?.slice(gap + 1) ?? '', changedSince, changedSince, limit],
  );
  return rows;
}
