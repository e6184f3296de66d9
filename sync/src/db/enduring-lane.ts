import { SyncError } from '../errors.js';
import type { LaneState, Step } from '../outbox/lane-state.js';
import type { Lane } from '../protocol/intent.js';
import { copyInMemory, handBack } from './hand-back.js';
import type { EnduringDeps } from './enduring-store.js';
import { MemoryLaneStore } from './memory-lane-store.js';

/** How often a lane in memory tries whether the disk works again. */
export const DISK_RETRY_MS = 15_000;

type Changed<T> = { state: LaneState; result: T };
type Watcher = { onState: (state: LaneState) => void; begin: () => void };

/**
 * One lane, on the disk as long as that works, else in memory. One change at a time: while one finds out that the disk fails,
 * no other may still reach it.
 *
 *     disk ── a write or read fails for good ──▶ memory (a copy of what was last seen)
 *       ▲                                            │
 *       └── everything handed back in one write ◀────┘ every DISK_RETRY_MS
 */
export class EnduringLane {
  readonly #deps: EnduringDeps;
  readonly #lane: Lane;
  readonly #watchers = new Set<Watcher>();
  #memory: MemoryLaneStore | null = null;
  #lastSeen: LaneState | null = null;
  #turn: Promise<unknown> = Promise.resolve();
  #cancelTimer: (() => void) | null = null;

  constructor(deps: EnduringDeps, lane: Lane) {
    this.#deps = deps;
    this.#lane = lane;
  }

  get isDurable(): boolean {
    return this.#memory === null;
  }

  change<T>(step: Step<T>): Promise<Changed<T>> {
    return this.#inTurn(async () => {
      if (this.#memory) return this.#changeInMemory(this.#memory, step);
      const attempt = watched(step);
      try {
        const changed = await this.#deps.disk.change(this.#lane, attempt.step);
        this.#lastSeen = changed.state;
        return changed;
      } catch (error) {
        if (attempt.bug) throw attempt.bug.error;
        return this.#changeInMemory(this.#fallBack(attempt.giveUp(), error), step);
      }
    });
  }

  read(): Promise<LaneState> {
    return this.#inTurn(async () => {
      if (this.#memory) return this.#memory.stateOf(this.#lane);
      try {
        return (this.#lastSeen = await this.#deps.disk.read(this.#lane));
      } catch (error) {
        return this.#fallBack(null, error).stateOf(this.#lane);
      }
    });
  }

  watch(onState: (state: LaneState) => void): () => void {
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
    const watcher: Watcher = { onState, begin };
    this.#watchers.add(watcher);
    if (this.#memory) onState(this.#memory.stateOf(this.#lane));
    begin();
    // A database that neither answers nor fails would leave the watcher without a word.
    void this.#look();
    return () => {
      this.#watchers.delete(watcher);
      stop();
    };
  }

  close(): void {
    this.#cancelTimer?.();
    this.#watchers.clear();
  }

  async #look(): Promise<void> {
    const wasDurable = this.isDurable;
    const state = await this.read();
    if (wasDurable && !this.isDurable) this.#tell(state);
  }

  async #changeInMemory<T>(memory: MemoryLaneStore, step: Step<T>): Promise<Changed<T>> {
    const before = memory.stateOf(this.#lane);
    const { result } = await memory.change(this.#lane, step);
    const state = withoutRestored(memory.stateOf(this.#lane));
    if (state !== before) memory.put(this.#lane, state);
    this.#tell(state);
    return { state, result };
  }

  #fallBack(attempt: Attempt | null, error: unknown): MemoryLaneStore {
    const { disk, random } = this.#deps;
    const before = attempt?.before ?? this.#lastSeen ?? null;
    const isUncertain = attempt !== null && !(error instanceof SyncError && error.code === 'storage_full');
    const clientId = isUncertain ? (attempt.after.device?.clientId ?? null) : null;
    const memory = new MemoryLaneStore(disk.name);
    if (before) memory.put(this.#lane, copyInMemory(before, isUncertain, clientId, random));
    this.#memory = memory;
    this.#retryLater();
    return memory;
  }

  #retryLater(): void {
    const { clock, signal } = this.#deps;
    this.#cancelTimer?.();
    if (signal.aborted) return;
    this.#cancelTimer = clock.after(DISK_RETRY_MS, () => void this.#tryDisk());
  }

  async #tryDisk(): Promise<void> {
    const { disk } = this.#deps;
    // Outside the turn: a disk that hangs must not hold up what goes on in memory.
    const works = await disk.read(this.#lane).then(
      () => true,
      () => false,
    );
    if (works) await this.#inTurn(() => this.#handBack());
    if (this.#memory) this.#retryLater();
  }

  async #handBack(): Promise<void> {
    const { disk, random } = this.#deps;
    const memory = this.#memory;
    if (!memory) return;
    const attempt = watched(handBack(memory.stateOf(this.#lane), random));
    try {
      const { state, result: isDone } = await disk.change(this.#lane, attempt.step);
      if (!isDone) return;
      this.#memory = null;
      this.#lastSeen = state;
      this.#tell(state);
      for (const watcher of this.#watchers) watcher.begin();
    } catch (error) {
      const tried = attempt.giveUp();
      const isUncertain = !(error instanceof SyncError && error.code === 'storage_full');
      // It may be on disk after all, so memory goes on under the names it would have there.
      if (tried && isUncertain && tried.after !== tried.before) {
        const state = copyInMemory(tried.after, true, null, random);
        memory.put(this.#lane, state);
        this.#tell(state);
      }
    }
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

type Attempt = { before: LaneState; after: LaneState };

/** A step that remembers what it saw and made, and that cannot run any more once it was given up. */
function watched<T>(step: Step<T>) {
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

/** A lane in memory is new to the server on every page; that it "came back" then is no news. */
function withoutRestored(state: LaneState): LaneState {
  const isNews = state.notices.some((notice) => notice.kind === 'restored' && notice.dismissed === 0);
  if (!isNews) return state;
  const notices = state.notices.map((notice) =>
    notice.kind === 'restored' ? { ...notice, dismissed: 1 as const } : notice,
  );
  return { ...state, notices };
}
