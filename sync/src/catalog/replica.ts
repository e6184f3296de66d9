import type { CatalogProduct, Taxonomy } from '../protocol/catalog.js';
import type { ShardFacts, ShardKeys, ShardPage, ShardRows } from './shard-rows.js';

/** The installed catalog of one region. */
export type Replica = {
  /** Names one install: what changed since its snapshot is stored under it. */
  gen: string;
  epoch: string;
  /** Where `changes` goes on. */
  cursor: string;
  currency: string;
  pricesIncludeTax: boolean;
  taxonomy: Taxonomy;
  /** Hashes of the shards it is made of: a partial one has none, or the first of an install that goes on. */
  shards: readonly string[];
  /** True: only some products are here, one by one. What is missing may well be sold. */
  isPartial: boolean;
  /** Counts changes, so that a reader knows when its copy is out of date. */
  version: number;
};

/**
 * Products that are not as their shard says: changed or added (JSON of some), or gone. In a partial replica all products are
 * stored so. What came later counts.
 */
export type Changed = { version: number; text: string; gone: string[] };

/** What can be looked for in the replica `gen` as it was at `version`. */
export type StoredSearchIndex = {
  gen: string;
  version: number;
  /** Hash of the taxonomy whose names are in it. */
  taxonomy: string;
  /** See `search/kept-index.ts`. */
  index: Blob;
};

export type ChangePage = { upserts: readonly CatalogProduct[]; tombstones: readonly string[] };
export type Advance = { cursor: string; taxonomy?: Taxonomy | undefined };

export type Published =
  | 'published'
  /** Another tab has installed since; what it put in use stays. */
  | 'overtaken'
  /** Something of it is not there any more: another tab has cleaned up. */
  | 'incomplete';

/**
 * Where a device keeps the catalog. Shards are stored under the hash of their content, so a snapshot is a list of hashes: what two
 * snapshots share is stored once, and a swap is one small write. Every method is one transaction, or several that can stop
 * between any two.
 */
export type CatalogStore = {
  replica(): Promise<Replica | null>;
  /** Hashes of the shards that are here whole, in use or not. */
  storedShards(): Promise<ReadonlySet<string>>;
  putShard(rows: ShardRows): Promise<void>;
  /** A name nobody has used. */
  newGen(): Promise<string>;
  /** Writes what changed since the snapshot of an install that is not in use yet. Resolves with the number of rows it took. */
  stage(gen: string, page: ChangePage): Promise<number>;
  /**
   * Puts an install into use if the one in use is still `from`, every shard of it is there, and as many rows are staged as `staged`
   * says.
   */
  publish(from: string | null, replica: Omit<Replica, 'version'>, staged: number): Promise<Published>;
  /** Removes what the replica in use does not need, a little at a time. Nothing is removed while none is in use. */
  dropUnused(breathe: () => Promise<void>): Promise<void>;
  /** Removes what a started install has brought. */
  dropStarted(): Promise<void>;
  /**
   * Applies changes if the replica still stands at `from`; moves its cursor with `advance`. A partial replica without
   * shards takes only what it holds already. False when it does not stand there.
   */
  applyChanges(from: { gen: string; cursor: string }, page: ChangePage, advance: Advance | null): Promise<boolean>;
  /** Adds products to a partial replica, or takes out the ones that are gone. Nothing happens when it is not in use any more. */
  remember(gen: string, page: ChangePage): Promise<void>;
  keys(hashes: readonly string[]): Promise<ShardKeys[]>;
  facts(hashes: readonly string[]): Promise<ShardFacts[]>;
  /** Pages by shard and number; a hole where one is gone. */
  pages(wanted: ReadonlyArray<readonly [hash: string, page: number]>): Promise<Array<ShardPage | undefined>>;
  /** What changed after `version`, oldest first. */
  changedSince(gen: string, version: number): Promise<Changed[]>;
  /** The search index that was kept last, of whatever install. */
  searchIndex(): Promise<StoredSearchIndex | undefined>;
  keepSearchIndex(index: StoredSearchIndex): Promise<void>;
  /** Counts an update and tells how many there were since the last check. */
  countUpdate(): Promise<number>;
  forgetUpdates(): Promise<void>;
  /** Calls back now and whenever the replica changed, in any tab. */
  watch(onReplica: (replica: Replica | null) => void): () => void;
  close(): void;
};
