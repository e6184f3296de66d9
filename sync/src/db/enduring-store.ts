import { SyncError } from '../errors.js';
import type { LaneStore } from '../outbox/store.js';
import { Alarm } from '../ports/alarm.js';
import type { Clock } from '../ports/clock.js';
import type { Random } from '../ports/random.js';
import type { Relief } from '../ports/relief.js';
import type { Lane } from '../protocol/intent.js';
import type { Ballast } from './ballast.js';
import { EnduringLane } from './enduring-lane.js';

/** A first intent is on disk; the page has other things to do right then. */
const BALLAST_AFTER_MS = 2_000;
/** While the device is full, trying again costs the shopper nothing but battery. */
const BALLAST_RETRY_MS = 5 * 60_000;

export type EnduringDeps = {
  disk: LaneStore & { ballast: Ballast };
  clock: Clock;
  random: Random;
  signal: AbortSignal;
  /** How what goes on in memory is loaded. */
  loadMemory: () => Promise<Pick<typeof import('../later.js'), 'MemoryLane'>>;
};

export type EnduringOptions = Omit<EnduringDeps, 'loadMemory'> &
  Partial<Pick<EnduringDeps, 'loadMemory'>> & { reliefs: readonly Relief[] };

/**
 * A lane store that goes on whatever the disk does. When the device is full it makes room: `reliefs` in their order, then the
 * ballast, never the outbox. When the database does not work at all, or there is no room even so, it keeps the lanes in memory,
 * says so with `isDurable`, and brings everything back to the disk once that works.
 */
export function enduring({ reliefs, ...options }: EnduringOptions): LaneStore {
  const deps: EnduringDeps = { loadMemory: () => import('../later.js'), ...options };
  const { disk } = deps;
  const ballast = keepBallast(deps);
  const reliefsOf = [...reliefs, () => disk.ballast.drop()];
  const roomy: EnduringDeps['disk'] = {
    ...disk,
    async change(lane, step) {
      const changed = await makingRoom(reliefsOf, () => disk.change(lane, step));
      if (changed.state.device) ballast.wanted();
      return changed;
    },
  };
  const lanes = new Map<Lane, EnduringLane>();
  const laneOf = (lane: Lane): EnduringLane => {
    const known = lanes.get(lane) ?? new EnduringLane({ ...deps, disk: roomy }, lane);
    lanes.set(lane, known);
    return known;
  };
  return {
    name: disk.name,
    change: (lane, step) => laneOf(lane).change(step),
    read: (lane) => laneOf(lane).read(),
    watch: (lane, onState, onTrouble) => laneOf(lane).watch(onState, onTrouble),
    isDurable: (lane) => laneOf(lane).isDurable,
    close() {
      ballast.stop();
      for (const lane of lanes.values()) lane.close();
      disk.close();
    },
  };
}

/** Tries again after each relief that threw something out. */
async function makingRoom<T>(reliefs: readonly Relief[], work: () => Promise<T>): Promise<T> {
  const left = [...reliefs];
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isFull(error) || !(await hasFreed(left))) throw error;
    }
  }
}

/** Uses reliefs up until one threw something out. */
async function hasFreed(left: Relief[]): Promise<boolean> {
  for (let relief = left.shift(); relief; relief = left.shift()) if (await relief().catch(() => false)) return true;
  return false;
}

const isFull = (error: unknown): boolean => error instanceof SyncError && error.code === 'storage_full';

/** Puts the ballast on board in a quiet moment, and again when it was thrown out and there is room. */
function keepBallast({ disk: { ballast }, clock, random, signal }: EnduringDeps) {
  const alarm = new Alarm(clock);
  let retryAt = 0;

  async function load(): Promise<void> {
    retryAt = clock.now() + BALLAST_RETRY_MS;
    try {
      if (!signal.aborted && !(await ballast.isThere())) await ballast.put(random);
    } catch {
      // No room, or no database: the writes that matter tell.
    }
  }

  return {
    wanted(): void {
      if (alarm.isSet || signal.aborted || clock.now() < retryAt) return;
      alarm.set(BALLAST_AFTER_MS, () => void load());
    },
    stop: () => alarm.stop(),
  };
}
