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

/**
 * When a lane may try again. Kept in memory: after a restart the first attempt is due at once. All times are of the clock
 * that was passed in; one that jumps can shorten a wait but never stretch it.
 */
export class Backoff {
  #delayMs: number | null = null;
  #refusal: { sinceMs: number; untilMs: number } | null = null;

  get isWaiting(): boolean {
    return this.#delayMs !== null;
  }

  /** Notes a failed attempt and says how long to wait before the next one. */
  failed(nowMs: number, fraction: number, retryAfterMs: number | null): number {
    this.#delayMs = nextDelay(this.#delayMs, fraction);
    const refusedMs = retryAfterMs === null ? 0 : clampRetryAfter(retryAfterMs);
    this.#refusal = refusedMs > 0 ? { sinceMs: nowMs, untilMs: nowMs + refusedMs } : null;
    return Math.max(this.#delayMs, refusedMs);
  }

  succeeded(): void {
    this.#delayMs = null;
    this.#refusal = null;
  }

  /** Milliseconds even an eager attempt (the network came back, the shop became visible) has to wait: what the server asked for. */
  refusedMs(nowMs: number): number {
    if (!this.#refusal || nowMs < this.#refusal.sinceMs) return 0;
    return Math.max(this.#refusal.untilMs - nowMs, 0);
  }
}
