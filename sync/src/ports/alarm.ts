import type { Clock } from './clock.js';

/** One thing that is to happen later. Setting it anew puts it off. */
export class Alarm {
  readonly #clock: Clock;
  #cancel: (() => void) | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get isSet(): boolean {
    return this.#cancel !== null;
  }

  set(ms: number, ring: () => void): void {
    this.stop();
    this.#cancel = this.#clock.after(ms, () => {
      this.#cancel = null;
      ring();
    });
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }
}
