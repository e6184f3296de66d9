import { Dexie, type Table } from 'dexie';
import type { Base, Device, OutboxRow, StoredNotice } from '../outbox/lane-state.js';

export type IndexedDb = { indexedDB: IDBFactory; IDBKeyRange: typeof IDBKeyRange };

/**
 * What one principal has on this device. It is the only place of what was not sent yet, so it is written strictly: a resolved
 * write is on disk. New releases may add to the schema, never change it: an old tab and a new worker share it.
 */
export class LaneDexie extends Dexie {
  declare meta: Table<{ key: 'device'; value: Device }, string>;
  declare outbox: Table<OutboxRow, [string, number]>;
  declare base: Table<Base, string>;
  declare notices: Table<StoredNotice, string>;

  constructor(name: string, indexedDb?: IndexedDb) {
    super(name, { cache: 'immutable', chromeTransactionDurability: 'strict', ...indexedDb });
    this.version(1).stores({ meta: 'key', outbox: '[lane+mid]', base: 'lane', notices: 'id' });
  }
}
