import { SyncError } from '../errors.js';
import { loadPart } from '../load-part.js';
import type { LaneState, Step } from '../outbox/lane-state.js';
import { Alarm } from '../ports/alarm.js';
import type { Lane } from '../protocol/intent.js';
import type { EnduringDeps } from './enduring-store.js';
import type { MemoryLane } from './memory-lane.js';

/** How often a lane in memory tries whether the disk works again. */
export const DISK_RETRY_MS = 15_000;

type Changed<T> = { state: LaneState; result: T };
type Watcher = { onState: (state: LaneState) => void; onTrouble: (error: unknown) => void; begin: () => void };

/**
 * One lane, on the disk as long as that works, else in memory. One change at a time: while one finds out that the disk fails,
 * no other may still reach it.
 *
 *     disk ── a write or read fails for good ──▶ memory (a copy of what was last seen)
 *       ▲                                            │
 *       └── everything handed back in one write ◀────┘ every DISK_RETRY_MS
 *
 * What goes on in memory (`memory-lane.ts`) is loaded then. When that fails too, the write or read fails as the disk did.
 */
export class EnduringLane {
  readonly #deps: EnduringDeps;
  readonly #lane: Lane;
  readonly #watchers = new Set<Watcher>();
  #memory: MemoryLane | null = null;
  #lastSeen: LaneState | null = null;
  #turn: Promise<unknown> = Promise.resolve();
  readonly #nextLook: Alarm;

  constructor(deps: EnduringDeps, lane: Lane) {
    this.#deps = deps;
    this.#lane = lane;
    this.#nextLook = new Alarm(deps.clock);
  }

  get isDurable(): boolean {
    return this.#memory === null;
  }

  change<T>(step: Step<T>): Promise<Changed<T>> {
    return this.#inTurn(async () => {
      if (this.#memory) return this.#memory.change(step);
      const attempt = watched(step);
      try {
        const changed = await this.#deps.disk.change(this.#lane, attempt.step);
        this.#lastSeen = changed.state;
        return changed;
      } catch (error) {
        if (attempt.bug) throw attempt.bug.error;
        const memory = await this.#fallBack(attempt.giveUp(), error);
        return memory.change(step);
      }
    });
  }

  read(): Promise<LaneState> {
    return this.#inTurn(async () => {
      if (this.#memory) return this.#memory.state;
      try {
        return (this.#lastSeen = await this.#deps.disk.read(this.#lane));
      } catch (error) {
        return (await this.#fallBack(null, error)).state;
      }
    });
  }

  watch(onState: (state: LaneState) => void, onTrouble: (error: unknown) => void): () => void {
    let stop = () => {};
    const begin = () => {
      stop();
      stop = this.#deps.disk.watch(
        this.#lane,
        (state) => {
          if (this.#memory || !this.#watchers.has(watcher)) return;
          this.#lastSeen = state;
          onState(state);
        },
        () => void this.#look(),
      );
    };
    const watcher: Watcher = { onState, onTrouble, begin };
    this.#watchers.add(watcher);
    if (this.#memory) onState(this.#memory.state);
    begin();
    // A database that neither answers nor fails would leave the watcher without a word.
    void this.#look();
    return () => {
      this.#watchers.delete(watcher);
      stop();
    };
  }

  close(): void {
    this.#nextLook.stop();
    this.#memory?.close();
    this.#watchers.clear();
  }

  async #look(): Promise<void> {
    const wasDurable = this.isDurable;
    try {
      const state = await this.read();
      if (wasDurable && !this.isDurable) this.#tell(state);
    } catch (error) {
      for (const { onTrouble } of this.#watchers) onTrouble(error);
      if (this.#watchers.size > 0) this.#lookLater();
    }
  }

  /** What was told then may be the first a watcher hears, or news of other tabs. */
  #lookLater(): void {
    this.#nextLook.set(DISK_RETRY_MS, () => {
      for (const { begin } of this.#watchers) begin();
      void this.#look();
    });
  }

  async #fallBack(attempt: Attempt | null, error: unknown): Promise<MemoryLane> {
    const { clock, signal, loadMemory } = this.#deps;
    const { MemoryLane } = await loadPart(loadMemory, clock, signal).catch(() => {
      throw error;
    });
    this.#memory = new MemoryLane(this.#deps, this.#lane, attempt, this.#lastSeen, error, {
      inTurn: (work) => this.#inTurn(work),
      tell: (state) => this.#tell(state),
      handedBack: (state) => this.#goOnWithDisk(state),
    });
    return this.#memory;
  }

  #goOnWithDisk(state: LaneState): void {
    this.#memory = null;
    this.#lastSeen = state;
    this.#tell(state);
    for (const { begin } of this.#watchers) begin();
  }

  #tell(state: LaneState): void {
    for (const { onState } of this.#watchers) onState(state);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }
}

export type Attempt = { before: LaneState; after: LaneState };

/** A step that remembers what it saw and made, and that cannot run any more once it was given up. */
export function watched<T>(step: Step<T>) {
  let last: Attempt | null = null;
  let isGivenUp = false;
  const seen: { step: Step<T>; bug: { error: unknown } | null; giveUp(): Attempt | null } = {
    step(before) {
      if (isGivenUp) throw new SyncError('storage_failed', 'this write was given up');
      last = null;
      try {
        const changed = step(before);
        last = { before, after: changed.state };
        return changed;
      } catch (error) {
        seen.bug = { error };
        throw error;
      }
    },
    bug: null,
    giveUp() {
      isGivenUp = true;
      return last;
    },
  };
  return seen;
}
