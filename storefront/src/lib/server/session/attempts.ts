/** More names than this are not remembered; the oldest go first. */
const MAX_NAMES = 10_000;

type Window = { count: number; endsAtMs: number };

/**
 * Counts attempts by name, such as an address, and says when there are too many for now. In the memory of one process: it slows
 * guessing down, it is no wall.
 */
export class Attempts {
  readonly #max: number;
  readonly #windowMs: number;
  readonly #windows = new Map<string, Window>();

  constructor({ max, windowMs }: { max: number; windowMs: number }) {
    this.#max = max;
    this.#windowMs = windowMs;
  }

  /** Notes one attempt. False when it is one too many. */
  allow(name: string, nowMs: number): boolean {
    const known = this.#windows.get(name);
    const window = known && known.endsAtMs > nowMs ? known : { count: 0, endsAtMs: nowMs + this.#windowMs };
    window.count += 1;
    // Written anew, so that the map is ordered by the last attempt.
    this.#windows.delete(name);
    this.#windows.set(name, window);
    const [oldest] = this.#windows.keys();
    if (this.#windows.size > MAX_NAMES && oldest !== undefined) this.#windows.delete(oldest);
    return window.count <= this.#max;
  }

  /** It was the right person after all. */
  forget(name: string): void {
    this.#windows.delete(name);
  }
}
