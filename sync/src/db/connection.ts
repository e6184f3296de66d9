import { Dexie } from 'dexie';
import { SyncError } from '../errors.js';

/** Names of failures that a new connection can heal: the browser closed ours, or its database process died under it. */
const CONNECTION_LOST = new Set([
  'DatabaseClosedError',
  'InvalidStateError',
  'UnknownError',
  'OpenFailedError',
  'TransactionInactiveError',
]);

/** Gives way at once to another tab that upgrades or deletes the database; the next use opens it again. */
export function giveWay(db: Dexie): void {
  db.on('versionchange', () => {
    db.close({ disableAutoOpen: false });
    return false;
  });
  // Waiting is right: whoever blocks us gives way in the same manner.
  db.on('blocked', () => false);
}

/** Runs database work; a lost connection is opened anew once. Whatever is thrown in the end is a SyncError. */
export async function withConnection<T>(db: Dexie, work: () => PromiseLike<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isConnectionLost(error)) throw toSyncError(error);
  }
  try {
    db.close({ disableAutoOpen: false });
    await db.open();
    return await work();
  } catch (error) {
    throw toSyncError(error);
  }
}

const namesOf = (error: unknown): string[] => {
  if (!(error instanceof Error || error instanceof Dexie.DexieError)) return [];
  const inner = 'inner' in error ? namesOf(error.inner) : [];
  return [error.name, ...inner];
};

const isConnectionLost = (error: unknown): boolean => {
  const names = namesOf(error);
  return !names.includes('QuotaExceededError') && names.some((name) => CONNECTION_LOST.has(name));
};

function toSyncError(error: unknown): SyncError {
  if (error instanceof SyncError) return error;
  if (namesOf(error).includes('QuotaExceededError')) {
    return new SyncError('storage_full', 'there is no room left on this device', { cause: error });
  }
  return new SyncError('storage_failed', 'the database of this browser does not answer', { cause: error });
}
