import { SyncError } from '../errors.js';
import { Alarm } from '../ports/alarm.js';
import { linked, unlessAborted } from '../ports/deadline.js';
import type { Lifecycle } from '../ports/lifecycle.js';
import type { Lock } from '../ports/lock.js';
import type { AttentionReason } from '../status.js';
import { drainLane, REQUEST_TIMEOUT_MS, type DrainDeps, type DrainOutcome } from './drain.js';
import type { TroubleReason } from './judge-status.js';
import type { Base, LaneState } from './lane-state.js';
import type { Origin, OriginUser } from './origin.js';
import { Backoff, RETRY_AFTER_CAP_MS, RETRY_CAP_MS } from './retry.js';

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

/** Nothing keeps an intent waiting for longer than two retries on a healthy network; what does is a stall. */
export const STALL_MS = 2 * RETRY_CAP_MS;

export type CourierOutcome = DrainOutcome | { kind: 'storage-failed' } | { kind: 'closed' };

export type CourierDeps = DrainDeps & { lock: Lock; lifecycle: Lifecycle; origin: Origin };
export type CourierFacts = {
  isSending: boolean;
  attention: AttentionReason | null;
  trouble: TroubleReason | null;
  /** The oldest intent does not move although nothing is in the way; true until it does. */
  isStalled: boolean;
};

/** One go at emptying the lane. What it waits for may never come; then it is abandoned and another one begins. */
type Run = { outcome: Promise<CourierOutcome>; abandon: AbortController; startedAt: number };

/**
 * Decides when the lane is drained: on an enqueue, when the page wakes, when a wait is over, when the server's cart is not
 * settled, and now and then while somebody is looking.
 */
export class Courier implements OriginUser {
  readonly #deps: CourierDeps;
  readonly #onState: (state: LaneState) => void;
  readonly #onFacts: () => void;
  readonly #backoff = new Backoff();
  #facts: CourierFacts = { isSending: false, attention: null, trouble: null, isStalled: false };
  #running: Run | null = null;
  #isAskedAgain = false;
  #isPullWanted = false;
  #lastDoneAt: number | null = null;
  #unsettledMs = UNSETTLED_FIRST_MS;
  #state: LaneState | null = null;
  /** The next attempt of our own accord. */
  readonly #timer: Alarm;
  readonly #poke: Alarm;
  readonly #watch: Alarm;
  #isListening = false;
  /** The timer only looks for news; anything queued is more urgent. */
  #isOnlyPolling = false;
  /** Another lane finds out whether the server is back. */
  #isGated = false;
  /** The oldest intent, and when this page first saw it waiting. */
  #oldest: { name: string; sinceMs: number } | null = null;
  #stalls = 0;

  constructor(deps: CourierDeps, onState: (state: LaneState) => void, onFacts: () => void) {
    this.#deps = deps;
    this.#onState = onState;
    this.#onFacts = onFacts;
    this.#timer = new Alarm(deps.clock);
    this.#poke = new Alarm(deps.clock);
    this.#watch = new Alarm(deps.clock);
    deps.origin.join(this);
  }

  /** How often this lane stood still for no reason since the page was opened. */
  get stalls(): number {
    return this.#stalls;
  }

  /** How long the oldest intent has been waiting in front of this page; null when none is. */
  get oldestPendingMs(): number | null {
    return this.#oldest && Math.max(0, this.#deps.clock.now() - this.#oldest.sinceMs);
  }

  get facts(): CourierFacts {
    return this.#facts;
  }

  /** The engine tells every state it takes, whoever changed it. */
  saw(state: LaneState): void {
    const isFirst = this.#state === null;
    this.#state = state;
    this.#followOldest(state);
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
    const refusedMs = this.#deps.origin.refusedMs(this.#deps.clock.now());
    if (refusedMs > 0 && !this.#running)
      return Promise.resolve({ kind: 'retry', reason: 'busy', retryAfterMs: refusedMs });
    return this.#run();
  }

  /** The server says that something of this device, or of its customer, has changed. */
  poked(): void {
    if (this.#poke.isSet) return;
    this.#poke.set(POKE_MS * (0.5 + this.#deps.random.fraction()), () => {
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

  originIsUp(): void {
    const isOver = this.#isGated || this.#facts.trouble === 'offline' || this.#facts.trouble === 'busy';
    if (isOver && !this.#running) void this.#attempt();
  }

  originIsDown(retryMs: number): void {
    if (this.#isGated) this.#waitForOrigin(retryMs);
  }

  close(): void {
    for (const alarm of [this.#timer, this.#poke, this.#watch]) alarm.stop();
  }

  #isIdle(): boolean {
    const isTimerFree = !this.#timer.isSet || this.#isOnlyPolling;
    return !this.#running && !this.#backoff.isWaiting && this.#facts.attention === null && isTimerFree;
  }

  /** An attempt of our own accord: a browser that says it is offline is believed for one wait. */
  async #attempt(): Promise<void> {
    const { lifecycle, origin, clock } = this.#deps;
    if (this.#running) await this.drain();
    else if (!lifecycle.isOnline()) this.#finish({ kind: 'retry', reason: 'offline', retryAfterMs: null });
    else if (origin.isProbedByAnother(this)) this.#waitForOrigin(LOCK_PATIENCE_MS);
    else if (origin.troubleMs(clock.now()) > 0) this.#waitForOrigin(origin.troubleMs(clock.now()));
    else await this.drain();
  }

  #waitForOrigin(ms: number): void {
    this.#wait(ms);
    this.#isGated = true;
  }

  #run(isPastLock = false): Promise<CourierOutcome> {
    if (this.#running) {
      this.#isAskedAgain = true;
      return this.#running.outcome;
    }
    this.#wait(null);
    this.#deps.origin.begins(this);
    const { signal } = this.#deps;
    const { controller: abandon, unlink } = linked(signal);
    const outcome = this.#drainUntilQuiet(abandon.signal, isPastLock);
    const run: Run = { outcome, abandon, startedAt: this.#deps.clock.now() };
    this.#running = run;
    const ended = () => {
      unlink();
      if (this.#running === run) this.#running = null;
    };
    void outcome.then(ended, ended);
    return outcome;
  }

  async #drainUntilQuiet(signal: AbortSignal, isPastLock: boolean): Promise<CourierOutcome> {
    for (;;) {
      this.#isAskedAgain = false;
      const pull = this.#isPullWanted;
      this.#isPullWanted = false;
      this.#setFacts({ isSending: true });
      const outcome = await this.#drainOnce(pull, signal, isPastLock);
      if (outcome.kind === 'closed' || signal.aborted) return outcome;
      if (outcome.kind === 'done' && this.#isAskedAgain) continue;
      // Whoever hears of the end may start the next run.
      this.#running = null;
      this.#deps.origin.ended(this);
      this.#finish(outcome);
      return outcome;
    }
  }

  async #drainOnce(pull: boolean, signal: AbortSignal, isPastLock: boolean): Promise<CourierOutcome> {
    const { origin, clock } = this.#deps;
    const work = () =>
      drainLane(
        { ...this.#deps, signal },
        { pull, onState: this.#onState, onReply: () => origin.answered(this, clock.now()) },
      );
    try {
      return await unlessAborted(signal, isPastLock ? work : () => this.#locked(signal, work));
    } catch (error) {
      if (this.#deps.signal.aborted) return { kind: 'closed' };
      if (signal.aborted) return { kind: 'retry', reason: 'server', retryAfterMs: null };
      if (error instanceof SyncError && error.code === 'wrong_principal') return { kind: 'paused', reason: 'sign-in' };
      // Network trouble is an outcome; what throws is the database.
      return { kind: 'storage-failed' };
    }
  }

  async #locked<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const { lock, clock, store, lane } = this.#deps;
    const { controller: patience, unlink } = linked(signal);
    const cancelTimer = clock.after(LOCK_PATIENCE_MS, () => patience.abort(new Error('the lock is held too long')));
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
      unlink();
    }
  }

  #finish(outcome: Exclude<CourierOutcome, { kind: 'closed' }>): void {
    const { clock, random, signal, origin } = this.#deps;
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
      case 'retry': {
        const { reason, retryAfterMs } = outcome;
        this.#setFacts({ isSending: false, attention: null, trouble: reason });
        // A 500 may be the fault of what this lane says; the others need not wait for it.
        const isOwn = reason === 'server' && retryAfterMs === null;
        if (isOwn) return this.#wait(this.#backoff.failed(random.fraction()));
        this.#backoff.succeeded();
        return this.#wait(origin.failed(this, clock.now(), random.fraction(), retryAfterMs));
      }
      case 'storage-failed':
        this.#setFacts({ isSending: false, attention: 'storage' });
        return this.#wait(this.#backoff.failed(random.fraction()));
    }
  }

  /** Soon while the server's cart is behind its lines, else now and then, so that another device's changes arrive. */
  #waitForNextPull(): void {
    this.#wait(this.#nextPullMs(this.#state?.base));
    this.#isOnlyPolling = true;
  }

  #nextPullMs(base: Base | null | undefined): number {
    if (!base || base.rev === 0) return POLL_EMPTY_MS;
    if (base.snapshot.settled) {
      this.#unsettledMs = UNSETTLED_FIRST_MS;
      return this.#isListening ? POLL_LIVE_MS : POLL_MS;
    }
    const unsettledMs = this.#unsettledMs;
    this.#unsettledMs = Math.min(unsettledMs * 2, UNSETTLED_CAP_MS);
    return unsettledMs;
  }

  #wait(ms: number | null): void {
    this.#timer.stop();
    this.#isOnlyPolling = false;
    this.#isGated = false;
    if (ms !== null) this.#timer.set(ms, () => this.#timeIsUp());
  }

  #timeIsUp(): void {
    const isWatched = this.#deps.lifecycle.isVisible();
    if (isWatched) this.#isPullWanted = true;
    if (isWatched || (this.#state?.rows.length ?? 0) > 0) void this.#attempt();
  }

  /** Notes when the oldest intent was first seen. Another one in its place means that the lane moves. */
  #followOldest({ device, rows }: LaneState): void {
    const name = rows[0] && `${device?.clientId} ${rows[0].mid}`;
    if (name === this.#oldest?.name) return;
    this.#watch.stop();
    this.#oldest = name === undefined ? null : { name, sinceMs: this.#deps.clock.now() };
    if (this.#facts.isStalled) this.#setFacts({ isStalled: false });
    if (this.#oldest) this.#watchOn();
  }

  #watchOn(): void {
    this.#watch.set(STALL_MS, () => this.#lookAfterOldest());
  }

  #lookAfterOldest(): void {
    if (this.#isStanding()) {
      this.#stalls += 1;
      this.#setFacts({ isStalled: true });
      this.#running?.abandon.abort(new Error('the drain does not end'));
      this.#running = null;
      void this.#run(true);
    }
    this.#watchOn();
  }

  /** Whether the oldest intent waits for nothing: its drain hangs, or nobody drains it although the server answers. */
  #isStanding(): boolean {
    const { origin, clock } = this.#deps;
    if (!this.#oldest || origin.refusedMs(clock.now()) > 0) return false;
    if (this.#running) return clock.now() - this.#running.startedAt >= STALL_MS;
    if (this.#facts.attention !== null || this.#isGated) return false;
    const answeredAt = origin.lastAnswerAt;
    return this.#facts.trouble === null || (answeredAt !== null && answeredAt > this.#oldest.sinceMs);
  }

  #setFacts(change: Partial<CourierFacts>): void {
    this.#facts = { ...this.#facts, ...change };
    this.#onFacts();
  }
}
