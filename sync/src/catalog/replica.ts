import type { CatalogProduct, Taxonomy } from '../protocol/catalog.js';
import type { ProductCard } from './card.js';

/** The installed catalog of one region. */
export type Replica = {
  /** Names the snapshot its rows belong to; a new snapshot is built beside the one in use. */
  gen: string;
  epoch: string;
  /** Where `changes` goes on. */
  cursor: string;
  currency: string;
  pricesIncludeTax: boolean;
  taxonomy: Taxonomy;
  /** Counts changes, so that a reader knows when its copy is out of date. */
  version: number;
};

/** bucket → hash of the shard it holds as it came; null once changes were applied on top. */
export type InstalledShards = ReadonlyMap<number, string | null>;

export type ChangePage = { upserts: readonly CatalogProduct[]; tombstones: readonly string[] };
export type Advance = { cursor: string; taxonomy?: Taxonomy | undefined };

/** Where a device keeps the catalog. Every method is one transaction, or several that can stop between any two. */
export type CatalogStore = {
  replica(): Promise<Replica | null>;
  shards(gen: string): Promise<InstalledShards>;
  /** True while a snapshot is partly there and none is in use. */
  isStarted(): Promise<boolean>;
  putShard(gen: string, shard: { bucket: number; hash: string; products: readonly CatalogProduct[] }): Promise<void>;
  /** Takes an unchanged shard over from another snapshot. */
  copyShard(from: string, to: string, bucket: number, hash: string): Promise<void>;
  /**
   * Puts a snapshot into use and clears what changes had added to it before. False, and nothing happens, when one of its
   * shards is not there: another tab may have cleaned up meanwhile.
   */
  publish(replica: Omit<Replica, 'version'>, shards: ReadonlyArray<{ bucket: number; hash: string }>): Promise<boolean>;
  /** Removes every snapshot but the one in use. */
  dropUnused(): Promise<void>;
  /** Applies changes if the replica still stands at `from`; moves its cursor with `advance`. False when it does not stand there. */
  applyChanges(from: { gen: string; cursor: string }, page: ChangePage, advance: Advance | null): Promise<boolean>;
  product(gen: string, handle: string): Promise<CatalogProduct | undefined>;
  productOfVariant(gen: string, variantId: string): Promise<CatalogProduct | undefined>;
  cards(gen: string): Promise<ProductCard[]>;
  /** Calls back now and whenever the replica changed, in any tab. */
  watch(onReplica: (replica: Replica | null) => void): () => void;
  close(): void;
};
