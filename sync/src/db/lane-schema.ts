import { Dexie, type Table } from 'dexie';
import type { Base, Device, OutboxRow, StoredNotice } from '../outbox/lane-state.js';
import type { Lane } from '../protocol/intent.js';

export type IndexedDb = { indexedDB: IDBFactory; IDBKeyRange: typeof IDBKeyRange };

/** A lane's device as version 1 stored it. The cart's stays where it was: an old tab and a new worker share the database. */
export type StoredDevice = Omit<Device, 'nextMid' | 'lastUuid'> & {
  lanes: Partial<Record<Lane, Pick<Device, 'nextMid' | 'lastUuid'>>>;
};

export const deviceKey = (lane: Lane): string => (lane === 'cart' ? 'device' : `device:${lane}`);

/**
 * What one principal has on this device. It is the only place of what was not sent yet, so it is written strictly: a resolved
 * write is on disk. New releases may add to the schema, never change it: an old tab and a new worker share it.
 */
export class LaneDexie extends Dexie {
  declare meta: Table<{ key: string; value: StoredDevice }, string>;
  declare outbox: Table<OutboxRow, [string, number]>;
  declare base: Table<Base, string>;
  /** `lane` is absent in what version 1 stored; that is the cart's. */
  declare notices: Table<StoredNotice & { lane?: Lane }, string>;

  constructor(name: string, indexedDb?: IndexedDb) {
    super(name, { cache: 'immutable', chromeTransactionDurability: 'strict', ...indexedDb });
    this.version(1).stores({ meta: 'key', outbox: '[lane+mid]', base: 'lane', notices: 'id' });
  }
}
