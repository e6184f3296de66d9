export const RETRY_FIRST_MS = 1_000;
export const RETRY_CAP_MS = 60_000;
/** A server may ask for patience, but not for longer than this. */
export const RETRY_AFTER_CAP_MS = 15 * 60_000;

/** Decorrelated jitter: each wait is drawn between the first and three times the one before, so that devices spread out. */
export function nextDelay(previousMs: number | null, fraction: number): number {
  const upper = Math.min(RETRY_CAP_MS, 3 * (previousMs ?? RETRY_FIRST_MS));
  return RETRY_FIRST_MS + fraction * (upper - RETRY_FIRST_MS);
}

export const clampRetryAfter = (retryAfterMs: number): number =>
  Math.min(Math.max(retryAfterMs, 0), RETRY_AFTER_CAP_MS);

/** How long to wait between attempts. Kept in memory: after a restart the first attempt is due at once. */
export class Backoff {
  #delayMs: number | null = null;

  get isWaiting(): boolean {
    return this.#delayMs !== null;
  }

  /** Notes a failed attempt and says how long to wait before the next one. */
  failed(fraction: number): number {
    this.#delayMs = nextDelay(this.#delayMs, fraction);
    return this.#delayMs;
  }

  succeeded(): void {
    this.#delayMs = null;
  }
}
