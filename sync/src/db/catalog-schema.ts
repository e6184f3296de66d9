import { Dexie, type Table } from 'dexie';
import type { Changed, Replica, StoredSearchIndex } from '../catalog/replica.js';
import type { ShardFacts, ShardKeys, ShardPage } from '../catalog/shard-rows.js';
import type { IndexedDb } from './lane-schema.js';

/** What changed together. `part` keeps rows of one version in the order they came; `ids` finds what a partial replica holds. */
export type ChangesRow = Changed & { gen: string; part: number; ids: string[] };

type MetaRow = { key: 'replica'; value: Replica } | { key: 'gens'; value: number } | { key: 'updates'; value: number };

/** The catalog of one region. Anybody's and rebuilt at will, so it lives apart from what is personal and is written relaxed. */
export class CatalogDexie extends Dexie {
  declare meta: Table<MetaRow, string>;
  declare pages: Table<ShardPage, [string, number]>;
  /** Last of a shard to be looked for: a shard is here when its keys are. */
  declare keys: Table<ShardKeys, string>;
  declare facts: Table<ShardFacts, string>;
  declare changes: Table<ChangesRow, [string, number, number]>;
  /** One row: it is made again where it does not fit. */
  declare search: Table<StoredSearchIndex & { key: 'index' }, string>;

  constructor(region: string, indexedDb?: IndexedDb) {
    super(`satchel:catalog:${region}`, { cache: 'immutable', chromeTransactionDurability: 'relaxed', ...indexedDb });
    this.version(1).stores({
      meta: 'key',
      products: '[gen+id], [gen+handle], *variantIds',
      cards: '[gen+bucket]',
      shards: '[gen+bucket]',
    });
    // The first release kept a row per product. What it had is fetched again in this shape.
    this.version(2)
      .stores({
        products: null,
        cards: null,
        shards: null,
        pages: '[hash+page]',
        keys: 'hash',
        facts: 'hash',
        changed: '[gen+id], [gen+version]',
      })
      .upgrade((transaction) => transaction.table('meta').clear());
    // A row per changed product took as long to write as the rest of an update together.
    this.version(3)
      .stores({ changed: null, changes: '[gen+version+part], *ids' })
      .upgrade((transaction) => transaction.table('meta').clear());
    // Facts have got columns for what lists are narrowed by. Without their keys, shards count as not here.
    this.version(4)
      .stores({})
      .upgrade(async (transaction) => {
        for (const name of ['meta', 'pages', 'keys', 'facts', 'changes']) await transaction.table(name).clear();
      });
    this.version(5).stores({ search: 'key' });
  }
}
