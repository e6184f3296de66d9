import { Dexie, type Table } from 'dexie';
import type { Base, Device, OutboxRow, StoredNotice } from '../outbox/lane-state.js';
import type { Lane } from '../protocol/intent.js';

export type IndexedDb = { indexedDB: IDBFactory; IDBKeyRange: typeof IDBKeyRange };

/** A lane's device as version 1 stored it. */
export type StoredDevice = Omit<Device, 'nextMid' | 'lastUuid'> & {
  lanes: Partial<Record<Lane, Pick<Device, 'nextMid' | 'lastUuid'>>>;
};

/**
 * Where a lane keeps its device, and its own copy of a notice: the server may tell both lanes the same one, and in a row for both the
 * lane that hears of it later would take it from the other. The cart's stay where version 1 stored them: an old tab and a new worker
 * share the database.
 */
export const keyOf = (id: string, lane: Lane): string => (lane === 'cart' ? id : `${id}:${lane}`);

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
