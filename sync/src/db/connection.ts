import type { Dexie } from 'dexie';
import { SyncError } from '../errors.js';
import type { Clock } from '../ports/clock.js';
import { withDeadline } from '../ports/deadline.js';

/** Names of failures that a new connection can heal: the browser closed ours, or its database process died under it. */
const CONNECTION_LOST = new Set([
  'DatabaseClosedError',
  'InvalidStateError',
  'UnknownError',
  'OpenFailedError',
  'TransactionInactiveError',
  'OverdueError',
]);

/** How long one piece of database work may take before it counts as stuck. */
export type Patience = { clock: Clock; ms: number };

/** Ten times what the slowest phone needs for a full outbox; a transaction that never ends is a bug of the browser. */
export const DATABASE_PATIENCE_MS = 8_000;

declare module 'dexie' {
  interface Dexie {
    /** Deleted for good: whoever still has something under way with it does not make it again. */
    isGone?: boolean;
  }
}

/** Gives way at once to another tab that upgrades or deletes the database; the next use opens it again, unless what is deleted stays so. */
export function giveWay(db: Dexie, isDeletedForGood = false): void {
  db.on('versionchange', ({ newVersion }) => {
    db.isGone = isDeletedForGood && newVersion === null;
    db.close({ disableAutoOpen: db.isGone });
    return false;
  });
  // Waiting is right: whoever blocks us gives way in the same manner.
  db.on('blocked', () => false);
}

/**
 * Runs database work; when the connection is lost, or nothing comes back in time, it is opened anew once. Work that was given
 * up may still come to its end later, so it must bear running twice. Whatever is thrown in the end is a SyncError.
 */
export async function withConnection<T>(db: Dexie, work: () => PromiseLike<T>, patience?: Patience): Promise<T> {
  try {
    return await inTime(work, patience);
  } catch (error) {
    if (db.isGone || !isConnectionLost(error)) throw toSyncError(error);
  }
  try {
    db.close({ disableAutoOpen: false });
    return await inTime(() => db.open().then(work), patience);
  } catch (error) {
    throw toSyncError(error);
  }
}

const inTime = async <T>(work: () => PromiseLike<T>, patience: Patience | undefined): Promise<T> =>
  patience ? withDeadline(patience.clock, patience.ms, null, async () => work()) : work();

/** Of the error, and of what it wraps. */
const namesOf = (error: unknown): string[] =>
  error instanceof Error ? [error.name, ...namesOf((error as { inner?: unknown }).inner)] : [];

const isConnectionLost = (error: unknown): boolean => {
  const names = namesOf(error);
  return !names.includes('QuotaExceededError') && names.some((name) => CONNECTION_LOST.has(name));
};

function toSyncError(error: unknown): SyncError {
  if (error instanceof SyncError) return error;
  if (namesOf(error).includes('QuotaExceededError')) {
    return new SyncError('storage_full', 'there is no room left on this device', { cause: error });
  }
  return new SyncError('storage_failed', 'the database does not answer', { cause: error });
}
