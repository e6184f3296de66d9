import { SyncError } from '../errors.js';
import { EMPTY_LANE } from '../outbox/empty-lane.js';
import { runStep, type LaneState, type Step } from '../outbox/lane-state.js';
import { Alarm } from '../ports/alarm.js';
import type { Lane } from '../protocol/intent.js';
import { DISK_RETRY_MS, watched, type Attempt } from './enduring-lane.js';
import type { EnduringDeps } from './enduring-store.js';
import { copyInMemory, handBack } from './hand-back.js';

/** The lane this one stands in for. */
export type Host = {
  /** Runs work after everything that was asked for before. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
  tell(state: LaneState): void;
  /** Everything is on the disk again. */
  handedBack(state: LaneState): void;
};

/** A lane while the disk fails: it forgets everything when the page is closed. */
export class MemoryLane {
  readonly #deps: EnduringDeps;
  readonly #lane: Lane;
  readonly #host: Host;
  #state: LaneState;
  readonly #retry: Alarm;
  #isClosed = false;

  /** `attempt`: the write that failed with `error`, if it was one; it may be on the disk all the same. */
  constructor(
    deps: EnduringDeps,
    lane: Lane,
    attempt: Attempt | null,
    lastSeen: LaneState | null,
    error: unknown,
    host: Host,
  ) {
    this.#deps = deps;
    this.#lane = lane;
    this.#retry = new Alarm(deps.clock);
    this.#host = host;
    const before = attempt?.before ?? lastSeen;
    const isUncertain = attempt !== null && !isFull(error);
    const clientId = isUncertain ? (attempt.after.device?.clientId ?? null) : null;
    this.#state = before ? copyInMemory(before, isUncertain, clientId, deps.random) : EMPTY_LANE;
    this.#retryLater();
  }

  get state(): LaneState {
    return this.#state;
  }

  change<T>(step: Step<T>): { state: LaneState; result: T } {
    const { state, result } = runStep(this.#state, step);
    this.#state = withoutRestored(state);
    this.#host.tell(this.#state);
    return { state: this.#state, result };
  }

  close(): void {
    this.#isClosed = true;
    this.#retry.stop();
  }

  #retryLater(): void {
    this.#retry.stop();
    if (this.#isClosed || this.#deps.signal.aborted) return;
    this.#retry.set(DISK_RETRY_MS, () => void this.#tryDisk());
  }

  async #tryDisk(): Promise<void> {
    const { disk } = this.#deps;
    // Outside the turn: a disk that hangs must not hold up what goes on in memory.
    const works = await disk.read(this.#lane).then(
      () => true,
      () => false,
    );
    const isDone = works && (await this.#host.inTurn(() => this.#handBack()));
    if (!isDone) this.#retryLater();
  }

  async #handBack(): Promise<boolean> {
    const { disk, random } = this.#deps;
    const attempt = watched(handBack(this.#state, random));
    try {
      const { state, result: isDone } = await disk.change(this.#lane, attempt.step);
      if (isDone) this.#host.handedBack(state);
      return isDone;
    } catch (error) {
      const tried = attempt.giveUp();
      // It may be on disk after all, so memory goes on under the names it would have there.
      if (tried && !isFull(error) && tried.after !== tried.before) {
        this.#state = copyInMemory(tried.after, true, null, random);
        this.#host.tell(this.#state);
      }
      return false;
    }
  }
}

const isFull = (error: unknown): boolean => error instanceof SyncError && error.code === 'storage_full';

/** A lane in memory is new to the server on every page; that it "came back" then is no news. */
function withoutRestored(state: LaneState): LaneState {
  const isNews = state.notices.some((notice) => notice.kind === 'restored' && notice.dismissed === 0);
  if (!isNews) return state;
  const notices = state.notices.map((notice) =>
    notice.kind === 'restored' ? { ...notice, dismissed: 1 as const } : notice,
  );
  return { ...state, notices };
}
