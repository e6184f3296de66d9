import { Dexie, type Table } from 'dexie';
import type { ProductCard } from '../catalog/card.js';
import type { CatalogProduct, Taxonomy } from '../protocol/catalog.js';
import type { IndexedDb } from './lane-schema.js';

/** `gen` names one installed snapshot, so that a new one is built beside the one in use. */
export type ProductRow = CatalogProduct & { gen: string; variantIds: string[] };
/** The cards of one bucket in one row: a list reads dozens of rows, not thousands. */
export type CardRow = { gen: string; bucket: number; cards: ProductCard[] };
/** `hash` is null once changes were applied on top of the shard. */
export type ShardRow = { gen: string; bucket: number; hash: string | null };

export type Replica = {
  gen: string;
  epoch: string;
  cursor: string;
  buckets: number;
  currency: string;
  pricesIncludeTax: boolean;
  taxonomy: Taxonomy;
  /** Counts changes, so that a reader knows when its copy is out of date. */
  version: number;
};

/** The catalog of one region. Anybody's and rebuilt at will, so it lives apart from what is personal and is written relaxed. */
export class CatalogDexie extends Dexie {
  declare meta: Table<{ key: 'replica'; value: Replica }, string>;
  declare products: Table<ProductRow, [string, string]>;
  declare cards: Table<CardRow, [string, number]>;
  declare shards: Table<ShardRow, [string, number]>;

  constructor(region: string, indexedDb?: IndexedDb) {
    super(`satchel:catalog:${region}`, { cache: 'immutable', chromeTransactionDurability: 'relaxed', ...indexedDb });
    this.version(1).stores({
      meta: 'key',
      products: '[gen+id], [gen+handle], *variantIds',
      cards: '[gen+bucket]',
      shards: '[gen+bucket]',
    });
  }
}
