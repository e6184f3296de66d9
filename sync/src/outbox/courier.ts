import type { Lifecycle } from '../ports/lifecycle.js';
import type { Lock } from '../ports/lock.js';
import type { AttentionReason } from '../status.js';
import { drainLane, REQUEST_TIMEOUT_MS, type DrainDeps, type DrainOutcome } from './drain.js';
import type { TroubleReason } from './judge.js';
import type { Base, LaneState } from './lane-state.js';
import { Backoff, RETRY_AFTER_CAP_MS } from './retry.js';

/** A tab that holds the lock longer than a request can take is frozen; the ledger makes it safe to go on without. */
export const LOCK_PATIENCE_MS = REQUEST_TIMEOUT_MS + 5_000;
/** Rows another tab queued are its to send; if it was closed meanwhile, this one does. */
export const ADOPT_MS = 3_000;
export const POLL_MS = 60_000;
/** Most visitors never have a cart; theirs is only asked for now and then, in case another device of theirs has one. */
const POLL_EMPTY_MS = 10 * POLL_MS;
/** While the device is told of changes it asks on its own account only in case it was not told. */
export const POLL_LIVE_MS = 10 * POLL_MS;
/** A burst of changes makes one pull; and not every device of a shop asks in the same instant. */
export const POKE_MS = 250;
const UNSETTLED_FIRST_MS = 2_000;
const UNSETTLED_CAP_MS = 30_000;
/** A page that wakes twice in a moment (pageshow, then visible) asks once. */
const FRESH_MS = 5_000;

export type CourierOutcome = DrainOutcome | { kind: 'storage-failed' } | { kind: 'closed' };

export type CourierDeps = DrainDeps & { lock: Lock; lifecycle: Lifecycle };
export type CourierFacts = { isSending: boolean; attention: AttentionReason | null; trouble: TroubleReason | null };

/**
 * Decides when the lane is drained: on an enqueue, when the page wakes, when a wait is over, when the server's cart is not
 * settled, and now and then while somebody is looking.
 */
export class Courier {
  readonly #deps: CourierDeps;
  readonly #onState: (state: LaneState) => void;
  readonly #onFacts: () => void;
  readonly #backoff = new Backoff();
  #facts: CourierFacts = { isSending: false, attention: null, trouble: null };
  #running: Promise<CourierOutcome> | null = null;
  #isAskedAgain = false;
  #isPullWanted = false;
  #lastDoneAt: number | null = null;
  #unsettledMs = UNSETTLED_FIRST_MS;
  #state: LaneState | null = null;
  #cancelTimer: (() => void) | null = null;
  #cancelPoke: (() => void) | null = null;
  #isListening = false;
  /** The timer only looks for news; anything queued is more urgent. */
  #isOnlyPolling = false;

  constructor(deps: CourierDeps, onState: (state: LaneState) => void, onFacts: () => void) {
    this.#deps = deps;
    this.#onState = onState;
    this.#onFacts = onFacts;
  }

  get facts(): CourierFacts {
    return this.#facts;
  }

  /** The engine tells every state it takes, whoever changed it. */
  saw(state: LaneState): void {
    const isFirst = this.#state === null;
    this.#state = state;
    if (isFirst && this.#deps.lifecycle.isVisible()) this.#isPullWanted = true;
    if (isFirst && (this.#isPullWanted || state.rows.length > 0)) void this.#attempt();
    else if (state.rows.length > 0 && this.#isIdle()) this.#wait(ADOPT_MS);
  }

  enqueued(): void {
    if (this.#running) this.#isAskedAgain = true;
    else if (!this.#backoff.isWaiting && this.#facts.attention === null) void this.#attempt();
  }

  /** The network or the shopper came back: worth a try before the wait is over, unless the server asked for patience. */
  woke(): void {
    const isFresh = this.#lastDoneAt !== null && this.#deps.clock.now() - this.#lastDoneAt < FRESH_MS;
    if (isFresh && this.#state?.rows.length === 0) return;
    this.#isPullWanted = true;
    void this.drain();
  }

  /** One attempt now, unless the server asked for patience. After trouble it asks even with nothing queued: is it over? */
  drain(): Promise<CourierOutcome> {
    if (this.#facts.trouble || this.#facts.attention) this.#isPullWanted = true;
    const refusedMs = this.#backoff.refusedMs(this.#deps.clock.now());
    if (refusedMs > 0 && !this.#running)
      return Promise.resolve({ kind: 'retry', reason: 'busy', retryAfterMs: refusedMs });
    return this.#run();
  }

  /** The server says that something of this device, or of its customer, has changed. */
  poked(): void {
    const { clock, random } = this.#deps;
    this.#cancelPoke ??= clock.after(POKE_MS * (0.5 + random.fraction()), () => {
      this.#cancelPoke = null;
      this.#isPullWanted = true;
      void this.#attempt();
    });
  }

  /** Whether this tab is told of changes. What happened before it was is asked for. */
  listening(isListening: boolean): void {
    this.#isListening = isListening;
    if (isListening) this.poked();
    else if (this.#isOnlyPolling) this.#waitForNextPull();
  }

  storageFailed(): void {
    this.#setFacts({ attention: 'storage' });
  }

  storageWorks(): void {
    if (this.#facts.attention === 'storage') this.#setFacts({ attention: null });
  }

  close(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    this.#cancelPoke?.();
    this.#cancelPoke = null;
  }

  #isIdle(): boolean {
    const isTimerFree = this.#cancelTimer === null || this.#isOnlyPolling;
    return !this.#running && !this.#backoff.isWaiting && this.#facts.attention === null && isTimerFree;
  }

  /** An attempt of our own accord: a browser that says it is offline is believed for one wait. */
  async #attempt(): Promise<void> {
    if (!this.#running && !this.#deps.lifecycle.isOnline())
      this.#finish({ kind: 'retry', reason: 'offline', retryAfterMs: null });
    else await this.drain();
  }

  #run(): Promise<CourierOutcome> {
    if (this.#running) {
      this.#isAskedAgain = true;
      return this.#running;
    }
    this.#wait(null);
    this.#running = this.#drainUntilQuiet().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #drainUntilQuiet(): Promise<CourierOutcome> {
    for (;;) {
      this.#isAskedAgain = false;
      const pull = this.#isPullWanted;
      this.#isPullWanted = false;
      this.#setFacts({ isSending: true });
      const outcome = await this.#drainOnce(pull);
      if (outcome.kind === 'closed') return outcome;
      if (outcome.kind === 'done' && this.#isAskedAgain) continue;
      this.#finish(outcome);
      return outcome;
    }
  }

  async #drainOnce(pull: boolean): Promise<CourierOutcome> {
    const { signal } = this.#deps;
    try {
      return await this.#locked(() => drainLane(this.#deps, { pull, onState: this.#onState }));
    } catch {
      // Network trouble is an outcome; what throws is the database, or the engine being closed.
      return signal.aborted ? { kind: 'closed' } : { kind: 'storage-failed' };
    }
  }

  async #locked<T>(work: () => Promise<T>): Promise<T> {
    const { lock, clock, signal, store, lane } = this.#deps;
    const patience = new AbortController();
    const giveUp = () => patience.abort(new Error('the lock is held too long'));
    const cancelTimer = clock.after(LOCK_PATIENCE_MS, giveUp);
    signal.addEventListener('abort', giveUp);
    let hasStarted = false;
    const start = () => {
      hasStarted = true;
      cancelTimer();
      return work();
    };
    try {
      return await lock.run(`${store.name}:drain:${lane}`, patience.signal, start);
    } catch (error) {
      if (hasStarted || signal.aborted) throw error;
      return await start();
    } finally {
      cancelTimer();
      signal.removeEventListener('abort', giveUp);
    }
  }

  #finish(outcome: Exclude<CourierOutcome, { kind: 'closed' }>): void {
    const { clock, random, signal } = this.#deps;
    if (signal.aborted) return;
    switch (outcome.kind) {
      case 'done':
        this.#backoff.succeeded();
        this.#lastDoneAt = clock.now();
        this.#setFacts({ isSending: false, attention: null, trouble: null });
        return this.#waitForNextPull();
      case 'paused':
        this.#backoff.succeeded();
        this.#setFacts({ isSending: false, attention: outcome.reason, trouble: null });
        return this.#wait(RETRY_AFTER_CAP_MS);
      case 'retry':
        this.#setFacts({ isSending: false, attention: null, trouble: outcome.reason });
        return this.#wait(this.#backoff.failed(clock.now(), random.fraction(), outcome.retryAfterMs));
      case 'storage-failed':
        this.#setFacts({ isSending: false, attention: 'storage' });
        return this.#wait(this.#backoff.failed(clock.now(), random.fraction(), null));
    }
  }

  /** Soon while the server's cart is behind its lines, else now and then, so that another device's changes arrive. */
  #waitForNextPull(): void {
    const base = this.#state?.base;
    this.#wait(this.#nextPullMs(base ?? null));
    this.#isOnlyPolling = true;
  }

  #nextPullMs(base: Base | null): number {
    if (!base || base.rev === 0) return POLL_EMPTY_MS;
    const unsettledMs = this.#unsettledMs;
    this.#unsettledMs = base.snapshot.settled ? UNSETTLED_FIRST_MS : Math.min(unsettledMs * 2, UNSETTLED_CAP_MS);
    if (!base.snapshot.settled) return unsettledMs;
    return this.#isListening ? POLL_LIVE_MS : POLL_MS;
  }

  #wait(ms: number | null): void {
    this.#cancelTimer?.();
    this.#isOnlyPolling = false;
    this.#cancelTimer = ms === null ? null : this.#deps.clock.after(ms, () => this.#timeIsUp());
  }

  #timeIsUp(): void {
    this.#cancelTimer = null;
    const isWatched = this.#deps.lifecycle.isVisible();
    if (isWatched) this.#isPullWanted = true;
    if (isWatched || (this.#state?.rows.length ?? 0) > 0) void this.#attempt();
  }

  #setFacts(change: Partial<CourierFacts>): void {
    this.#facts = { ...this.#facts, ...change };
    this.#onFacts();
  }
}
