import { nextDelay } from '../outbox/retry.js';
import type { Clock } from '../ports/clock.js';
import type { Lifecycle } from '../ports/lifecycle.js';
import type { Live } from '../ports/live.js';
import type { Lock } from '../ports/lock.js';
import type { Random } from '../ports/random.js';

export type LiveLinkDeps = {
  live: Live;
  lock: Lock;
  lifecycle: Lifecycle;
  clock: Clock;
  random: Random;
  /** Of the lock: the tabs that share one stream. */
  name: string;
};

export type LiveLinkEvents = {
  poked(): void;
  /** Whether this tab holds an open stream. */
  listening(isOpen: boolean): void;
};

/**
 * Keeps one stream of news open for all tabs of a device, while somebody looks and there is something to hear of.
 *
 * ```
 * idle ── wanted and visible ─▶ waiting for the lock ─▶ opening ─▶ open
 *   ▲                                                     ▲  lost   │
 *   └── hidden, closed, not wanted any more ◀─────────────┴─ wait ◀─┘
 * ```
 *
 * The lock only keeps a device at one stream; a tab that never gets it learns through the database what the other one fetched.
 */
export class LiveLink {
  readonly #deps: LiveLinkDeps;
  readonly #events: LiveLinkEvents;
  readonly #unlisten: ReadonlyArray<() => void>;
  #isWanted = false;
  #isClosed = false;
  /** Aborted when this tab gives up its turn, or its place in the queue for it. */
  #turn: AbortController | null = null;
  #skipWait: (() => void) | null = null;

  constructor(deps: LiveLinkDeps, events: LiveLinkEvents) {
    this.#deps = deps;
    this.#events = events;
    const { lifecycle } = deps;
    this.#unlisten = [
      lifecycle.onHide(() => this.#giveUp()),
      lifecycle.onWake(() => {
        this.#skipWait?.();
        this.#review();
      }),
    ];
  }

  want(isWanted: boolean): void {
    this.#isWanted = isWanted;
    this.#review();
  }

  close(): void {
    this.#isClosed = true;
    this.#unlisten.forEach((unlisten) => unlisten());
    this.#giveUp();
  }

  #review(): void {
    const isDue = this.#isWanted && !this.#isClosed && this.#deps.lifecycle.isVisible();
    if (!isDue) this.#giveUp();
    else if (!this.#turn) void this.#takeTurn();
  }

  #giveUp(): void {
    this.#turn?.abort(new Error('nobody listens here any more'));
    this.#turn = null;
  }

  async #takeTurn(): Promise<void> {
    const turn = new AbortController();
    this.#turn = turn;
    const { lock, name } = this.#deps;
    try {
      await lock.run(`${name}:live`, turn.signal, () => this.#listen(turn.signal));
    } catch {
      // Given up before the turn came.
    }
  }

  async #listen(signal: AbortSignal): Promise<void> {
    let delayMs: number | null = null;
    while (!signal.aborted) {
      await this.#listenOnce(signal, () => (delayMs = null));
      if (signal.aborted) return;
      delayMs = nextDelay(delayMs, this.#deps.random.fraction());
      await this.#wait(signal, delayMs);
    }
  }

  /** Ends when the stream does. */
  #listenOnce(signal: AbortSignal, onOpened: () => void): Promise<void> {
    return new Promise((resolve) => {
      let isOpen = false;
      const end = () => {
        signal.removeEventListener('abort', leave);
        if (isOpen) this.#events.listening(false);
        resolve();
      };
      const close = this.#deps.live.open({
        opened: () => {
          isOpen = true;
          onOpened();
          this.#events.listening(true);
        },
        poked: () => this.#events.poked(),
        lost: end,
      });
      const leave = () => {
        close();
        end();
      };
      signal.addEventListener('abort', leave);
    });
  }

  #wait(signal: AbortSignal, ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        cancel();
        this.#skipWait = null;
        signal.removeEventListener('abort', done);
        resolve();
      };
      const cancel = this.#deps.clock.after(ms, done);
      this.#skipWait = done;
      signal.addEventListener('abort', done);
    });
  }
}
