import type { Knex } from '@medusajs/framework/mikro-orm/knex';
import { ContainerRegistrationKeys } from '@medusajs/framework/utils';
import type { CatalogProduct } from 'sync/protocol';
import type { Cursor } from './cursor';
import { readChanges, readChangesWithDigest, readManifest, readProducts, readShard } from './read';
import { readCatalogs, readHead, readPageOfDocuments, readProductsInSlots } from './read-whole';
import { rebuildPending } from './rebuild';
import { publishDueSnapshots } from './snapshot';
import type {
  BuiltCatalog,
  CatalogHead,
  ChangesAnswer,
  ClaimedChanges,
  FeedRow,
  FeedStatus,
  ManifestAnswer,
  ProductsAnswer,
  RebuildResult,
  ShardAnswer,
  SlotRange,
} from './types';

type Dependencies = { [ContainerRegistrationKeys.PG_CONNECTION]: Knex };

/** The feed's own tables: pending changes, documents, shards, snapshots. */
export class CatalogFeedService {
  readonly #knex: Knex;

  constructor({ [ContainerRegistrationKeys.PG_CONNECTION]: knex }: Dependencies) {
    this.#knex = knex;
  }

  rebuildPending(limit: number, build: (claimed: ClaimedChanges) => Promise<BuiltCatalog>): Promise<RebuildResult> {
    return rebuildPending(this.#knex, limit, build);
  }

  publishDueSnapshots(): Promise<string[]> {
    return publishDueSnapshots(this.#knex);
  }

  manifest(region: string): Promise<ManifestAnswer> {
    return readManifest(this.#knex, region);
  }

  shard(region: string, hash: string): Promise<ShardAnswer> {
    return readShard(this.#knex, region, hash);
  }

  changes(region: string, cursor: Cursor, limit: number): Promise<ChangesAnswer> {
    return readChanges(this.#knex, region, cursor, limit);
  }

  changesWithDigest(region: string, cursor: Cursor, limit: number): Promise<ChangesAnswer> {
    return readChangesWithDigest(this.#knex, region, cursor, limit);
  }

  products(region: string, ids: string[]): Promise<ProductsAnswer> {
    return readProducts(this.#knex, region, ids);
  }

  catalogs(): Promise<string[]> {
    return readCatalogs(this.#knex);
  }

  head(catalog: string): Promise<CatalogHead | null> {
    return readHead(this.#knex, catalog);
  }

  productsInSlots(catalog: string, slots: SlotRange): Promise<CatalogProduct[]> {
    return readProductsInSlots(this.#knex, catalog, slots);
  }

  pageOfDocuments(page: { after: string | null; changedSince: Date | null; limit: number }): Promise<FeedRow[]> {
    return readPageOfDocuments(this.#knex, page);
  }

  async status(): Promise<FeedStatus> {
    const { rows } = await this.#knex.raw<{
      rows: { regions: number; missing: number; pending: number; any: boolean }[];
    }>(
      `select (select count(*)::integer from catalog_region) as regions,
              (select count(*)::integer from catalog_region r
                where not exists (select 1 from catalog_snapshot s where s.region = r.slug)) as missing,
              (select count(distinct product_id)::integer from catalog_change) as pending,
              exists (select 1 from catalog_change) as any`,
    );
    const { regions = 0, missing = 0, pending = 0, any = false } = rows[0] ?? {};
    return { hasSnapshots: missing === 0 && (regions > 0 || !any), pendingProducts: pending };
  }

  /** Forgets tombstones nobody needs any more: a device away for longer starts over from the manifest. */
  async forgetOldTombstones(days: number): Promise<void> {
    await this.#knex.raw(
      `with forgotten as (
         delete from catalog_document where deleted and changed_at < now() - make_interval(days => ?)
         returning region, txid, seq),
       newest as (select distinct on (region) region, txid, seq from forgotten order by region, txid desc, seq desc)
       update catalog_region r set horizon_txid = newest.txid, horizon_seq = newest.seq
         from newest where newest.region = r.slug`,
      [days],
    );
  }

  /**
   * After a restore: every cursor out there is void, and transaction ids start from where this database cluster is.
   */
  async startNewEpoch(): Promise<void> {
    await this.#knex.raw(
      `with epoch as (update catalog_state set epoch = gen_random_uuid()::text),
       snapshots as (delete from catalog_snapshot),
       regions as (update catalog_region set horizon_txid = pg_snapshot_xmin(pg_current_snapshot()), horizon_seq = 0)
       update catalog_document set txid = pg_current_xact_id(), seq = nextval('catalog_document_seq')`,
    );
  }

  /** Whether documents carry transaction ids this cluster has not reached: the data came from another one. */
  async comesFromAnotherCluster(): Promise<boolean> {
    const { rows } = await this.#knex.raw<{ rows: { ahead: boolean }[] }>(
      `select exists (
         select 1 from catalog_region r, lateral (select max(txid) as txid from catalog_document where region = r.slug) newest
          where newest.txid >= pg_snapshot_xmax(pg_current_snapshot())) as ahead`,
    );
    return rows[0]?.ahead ?? false;
  }
}
