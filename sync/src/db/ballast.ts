import type { Random } from '../ports/random.js';
import { withConnection, type Patience } from './connection.js';
import type { LaneDexie } from './lane-schema.js';

/** Room for some hundred intents. */
const BALLAST_BYTES = 256 * 1024;
const KEY = 'ballast';

/** A record without meaning that holds room for the outbox: it is thrown out when the device is full. */
export type Ballast = {
  isThere(): Promise<boolean>;
  /** Fails with `storage_full` when there is no room for it. */
  put(random: Random): Promise<void>;
  /** Whether there was any. */
  drop(): Promise<boolean>;
};

type BallastRow = { key: string; value: Uint32Array };

/** It lies among the device's own records, so that the schema, which tabs of other versions share, stays as it is. */
export function ballastIn(db: LaneDexie, patience?: Patience): Ballast {
  const rows = () => db.table<BallastRow, string>(db.meta.name);
  const run = <T>(work: () => PromiseLike<T>) => withConnection(db, work, patience);
  const isThere = () => run(async () => (await rows().where(':id').equals(KEY).count()) > 0);
  return {
    isThere,
    put: async (random) => void (await run(() => rows().put({ key: KEY, value: noise(random) }))),
    async drop() {
      if (!(await isThere())) return false;
      await run(() => rows().delete(KEY));
      return true;
    },
  };
}

/** Databases compress what they store, and then zeros would hold no room at all. */
const noise = (random: Random): Uint32Array =>
  Uint32Array.from({ length: BALLAST_BYTES / 4 }, () => random.fraction() * 2 ** 32);
