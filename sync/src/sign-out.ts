import type { Engine } from './engine.js';
import { SyncError } from './errors.js';
import type { LaneStore } from './outbox/store.js';
import type { Channel } from './ports/channel.js';
import type { Clock } from './ports/clock.js';
import { withDeadline } from './ports/deadline.js';
import { LANES } from './protocol/intent.js';

/** How long somebody who signs out is kept waiting for the last changes to go out. */
export const LEAVE_MS = 3_000;
/** Longer than the tabs of a browser need to tell each other something. */
const TABS_MS = 1_000;

type LeaveDeps = { engine: Engine; db: LaneStore; clock: Clock; timeoutMs?: number };
type Forgettable = { readonly name: string; delete(): Promise<void> };

/**
 * Before signing out: sends what is queued, for no longer than `timeoutMs`, and says how many changes would be lost with the
 * database. Rejects with a SyncError when the database does not say what is queued.
 */
export async function leave({ engine, db, clock, timeoutMs = LEAVE_MS }: LeaveDeps): Promise<number> {
  await withDeadline(clock, timeoutMs, null, () => engine.drain()).catch(() => undefined);
  return withDeadline(clock, timeoutMs, null, () => countQueued(db)).catch((cause: unknown) => {
    throw new SyncError('storage_failed', 'the database of this browser does not answer', { cause });
  });
}

/** Deletes everything a person has on this device; their engines in other tabs close. The engine of this tab is the caller's. */
export async function forget(db: Forgettable, channel: Channel): Promise<void> {
  channel.post({ kind: 'forgotten', database: db.name });
  await db.delete();
}

/**
 * Keeps the engine of an anonymous database going until nothing is queued in it, then deletes the database. Its pages in other
 * tabs are closed first, and what one of them stored in that moment is sent as well. Gives up when the engine is closed.
 */
export async function retire(deps: {
  engine: Engine;
  db: LaneStore & Forgettable;
  clock: Clock;
  channel: Channel;
}): Promise<'deleted' | 'closed'> {
  const { engine, db, clock, channel } = deps;
  let isClosed = false;
  void engine.closed.then(() => (isClosed = true));
  for (;;) {
    await Promise.race([emptied(engine), engine.closed]);
    if (isClosed) return 'closed';
    // The status of an engine that has only just begun knows nothing of its database yet.
    if ((await countQueued(db)) > 0) {
      await pause(clock);
      continue;
    }
    channel.post({ kind: 'forgotten', database: db.name });
    await pause(clock);
    if (isClosed) return 'closed';
    if ((await countQueued(db)) > 0) continue;
    engine.close();
    await db.delete();
    return 'deleted';
  }
}

async function countQueued(db: LaneStore): Promise<number> {
  const lanes = await Promise.all(LANES.map((lane) => db.read(lane)));
  return lanes.reduce((sum, { rows }) => sum + rows.length, 0);
}

const pause = (clock: Clock) => new Promise<void>((resolve) => clock.after(TABS_MS, resolve));

async function emptied(engine: Engine): Promise<void> {
  let stop: () => void = () => undefined;
  await new Promise<void>((resolve) => {
    stop = engine.status(({ pending }) => {
      if (pending === 0) resolve();
    });
  });
  stop();
}
