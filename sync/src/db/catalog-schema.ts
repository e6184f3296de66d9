import { Dexie, type Table } from 'dexie';
import type { ProductCard } from '../catalog/card.js';
import type { Replica } from '../catalog/replica.js';
import type { CatalogProduct } from '../protocol/catalog.js';
import type { IndexedDb } from './lane-schema.js';

/** `bucket` says which card row it is in; ADDED for products that came by changes after the snapshot. */
export type ProductRow = CatalogProduct & { gen: string; bucket: number; variantIds: string[] };
/** The cards of one bucket in one row: a list reads dozens of rows, not thousands. */
export type CardRow = { gen: string; bucket: number; cards: ProductCard[] };
export type ShardRow = { gen: string; bucket: number; hash: string | null };

export const ADDED = -1;

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

export function toRow(gen: string, bucket: number, product: CatalogProduct): ProductRow {
  return { ...product, gen, bucket, variantIds: product.variants.map((variant) => variant.id) };
}
