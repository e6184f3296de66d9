import type { Clock } from '../ports/clock.js';

/** A clock that stands still until it is moved. Timers fire in order of time, then of creation. */
export class FakeClock implements Clock {
  /** Time that has passed; the reading may differ from it after a jump. */
  #elapsedMs = 0;
  #offsetMs: number;
  #timers: Array<{ dueAt: number; callback: () => void }> = [];

  constructor(startMs = 0) {
    this.#offsetMs = startMs;
  }

  now(): number {
    return this.#offsetMs + this.#elapsedMs;
  }

  get elapsedMs(): number {
    return this.#elapsedMs;
  }

  after(ms: number, callback: () => void): () => void {
    // Whole milliseconds, as browsers count them: a fraction would round differently at another reading of the clock.
    const timer = { dueAt: Math.ceil(this.#elapsedMs + ms), callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Milliseconds to the next timer, or null when none is set. */
  get nextInMs(): number | null {
    return this.#timers.length === 0
      ? null
      : Math.max(0, Math.min(...this.#timers.map((timer) => timer.dueAt)) - this.#elapsedMs);
  }

  advance(ms: number): void {
    const end = this.#elapsedMs + ms;
    for (;;) {
      const next = this.#timers.filter((timer) => timer.dueAt <= end).sort((a, b) => a.dueAt - b.dueAt)[0];
      if (!next) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.#elapsedMs = Math.max(this.#elapsedMs, next.dueAt);
      next.callback();
    }
    this.#elapsedMs = end;
  }

  /** Moves the reading without letting time pass, as a broken clock does. */
  jump(ms: number): void {
    this.#offsetMs += ms;
  }
}
