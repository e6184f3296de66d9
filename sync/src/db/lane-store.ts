import { Dexie, liveQuery } from 'dexie';
import { SyncError } from '../errors.js';
import { runStep, type Device, type LaneState } from '../outbox/lane-state.js';
import type { LaneStore } from '../outbox/store.js';
import type { Lane } from '../protocol/intent.js';
import { ballastIn, type Ballast } from './ballast.js';
import { giveWay, withConnection, type Patience } from './connection.js';
import { keyOf, LaneDexie, type IndexedDb, type StoredDevice } from './lane-schema.js';

export type SatchelDb = LaneStore & {
  ballast: Ballast;
  /** Deletes everything this principal has on the device. */
  delete(): Promise<void>;
};

const CUSTOMER = /^[0-9a-f]{64}$/;

/** Where somebody's things are: a customer's under the hash of their id, a device's under any other name. */
export const databaseName = (principal: string): string =>
  CUSTOMER.test(principal) ? `satchel:${principal}` : `satchel:anon:${principal}`;

/** Opening a database makes it; this only looks. */
export const databaseExists = (principal = 'default'): Promise<boolean> => Dexie.exists(databaseName(principal));

/** The database of one principal: `principalOf` a customer, or a device nobody has signed in on, which is `default`. */
export function openDatabase(principal = 'default', indexedDb?: IndexedDb, patience?: Patience): SatchelDb {
  const db = new LaneDexie(databaseName(principal), indexedDb);
  giveWay(db);
  return storeOn(db, patience);
}

/**
 * The same where it is there, for a worker that goes on after the pages: where it is not, and once it is deleted, all work fails and nothing
 * is made. Somebody who signs out while it sends must not find their database again.
 */
export function openExisting(principal: string, indexedDb?: IndexedDb): SatchelDb {
  const db = new LaneDexie(databaseName(principal), indexedDb);
  // What is thrown while a database is being made takes it back.
  db.on('populate', () => {
    throw new SyncError('closed', 'there is no such database');
  });
  giveWay(db, true);
  return storeOn(db);
}

function storeOn(db: LaneDexie, patience?: Patience): SatchelDb {
  return {
    name: db.name,
    change: (lane, step) =>
      withConnection(
        db,
        () =>
          db.transaction('rw', db.meta, db.outbox, db.base, db.notices, async () => {
            const before = await readLane(db, lane);
            const changed = runStep(before, step);
            await write(db, lane, before, changed.state);
            return changed;
          }),
        patience,
      ),
    read: (lane) => withConnection(db, () => readInTransaction(db, lane), patience),
    watch: (lane, onState, onTrouble) => watch(db, lane, onState, onTrouble),
    ballast: ballastIn(db, patience),
    close: () => db.close(),
    delete() {
      db.isGone = true;
      return db.delete();
    },
  };
}

function readInTransaction(db: LaneDexie, lane: Lane): Promise<LaneState> {
  return db.transaction('r', db.meta, db.outbox, db.base, db.notices, () => readLane(db, lane));
}

async function readLane(db: LaneDexie, lane: Lane): Promise<LaneState> {
  const [device, base, rows, notices] = await Promise.all([
    db.meta.get(keyOf('device', lane)),
    db.base.get(lane),
    db.outbox.where('[lane+mid]').between([lane, Dexie.minKey], [lane, Dexie.maxKey]).toArray(),
    db.notices.toArray(),
  ]);
  const own = notices
    .filter((notice) => (notice.lane ?? 'cart') === lane)
    .map((notice) => ({ ...notice, id: notice.id.replace(keyOf('', lane), '') }))
    .sort((a, b) => a.order - b.order);
  return { device: device ? fromStored(device.value, lane) : null, base: base ?? null, rows, notices: own };
}

/** Writes what differs. Steps replace what they change, so an untouched part is the same object. */
async function write(db: LaneDexie, lane: Lane, before: LaneState, after: LaneState): Promise<void> {
  if (after === before) return;
  const rows = difference(before.rows, after.rows, (row) => row.mid);
  const notices = difference(before.notices, after.notices, (notice) => keyOf(notice.id, lane));
  await Promise.all([
    after.device && after.device !== before.device
      ? db.meta.put({ key: keyOf('device', lane), value: toStored(after.device, lane) })
      : null,
    db.outbox.bulkDelete(rows.gone.map((mid): [string, number] => [lane, mid])),
    db.outbox.bulkPut(rows.added),
    db.notices.bulkPut(notices.added.map((notice) => ({ ...notice, id: keyOf(notice.id, lane), lane }))),
    db.notices.bulkDelete(notices.gone),
    after.base === before.base ? null : after.base ? db.base.put(after.base) : db.base.delete(lane),
  ]);
}

/** Keys that are there no more, and what is new or another object than before. */
function difference<T, K>(before: readonly T[], after: readonly T[], identify: (item: T) => K) {
  const kept = new Set(after.map(identify));
  const known = new Set(before);
  return {
    gone: before.map(identify).filter((key) => !kept.has(key)),
    added: after.filter((item) => !known.has(item)),
  };
}

function fromStored({ lanes, ...device }: StoredDevice, lane: Lane): Device {
  return { ...device, ...(lanes[lane] ?? { nextMid: 1, lastUuid: null }) };
}

function toStored({ nextMid, lastUuid, ...device }: Device, lane: Lane): StoredDevice {
  return { ...device, lanes: { [lane]: { nextMid, lastUuid } } };
}

/** A live query ends with its first error, so a lost connection is reported and the watch begins anew. */
function watch(
  db: LaneDexie,
  lane: Lane,
  onState: (state: LaneState) => void,
  onTrouble: (error: unknown) => void,
): () => void {
  let isStopped = false;
  let restarts = 0;
  let subscription = begin();

  function begin() {
    return liveQuery(() => readInTransaction(db, lane)).subscribe({
      next(state) {
        restarts = 0;
        if (!isStopped) onState(state);
      },
      error(error) {
        if (isStopped) return;
        if (++restarts > 1) return onTrouble(error);
        withConnection(db, () => readInTransaction(db, lane)).then(
          () => {
            if (!isStopped) subscription = begin();
          },
          (cause: unknown) => {
            if (!isStopped) onTrouble(cause);
          },
        );
      },
    });
  }

  return () => {
    isStopped = true;
    subscription.unsubscribe();
  };
}
