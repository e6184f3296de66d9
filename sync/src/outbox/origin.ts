import { Backoff, clampRetryAfter } from './retry.js';

/** A lane, as the others see it. */
export type OriginUser = {
  /** The way to the server is free: whoever waited for that may try now. */
  originIsUp(): void;
  /** It is not, and the next try of anybody is due after that many milliseconds. */
  originIsDown(retryMs: number): void;
};

/**
 * What the lanes of a page know together about the one server behind them, so that its trouble is met by one retry at a time
 * and not by one per lane. All times are of the clock that was passed in; one that jumps can shorten a wait but never stretch it.
 */
export class Origin {
  #refusal: { sinceMs: number; untilMs: number } | null = null;
  #trouble: { sinceMs: number; retryAtMs: number } | null = null;
  #probing: OriginUser | null = null;
  #lastAnswerAt: number | null = null;
  readonly #backoff = new Backoff();
  readonly #users = new Set<OriginUser>();

  join(user: OriginUser): void {
    this.#users.add(user);
  }

  /** When the server last answered a request of any lane in full. */
  get lastAnswerAt(): number | null {
    return this.#lastAnswerAt;
  }

  /** Whether another lane is finding out whether the trouble is over; it will be told to all. */
  isProbedByAnother(user: OriginUser): boolean {
    return this.#trouble !== null && this.#probing !== null && this.#probing !== user;
  }

  /** Milliseconds until the next try is due while there is trouble. */
  troubleMs(nowMs: number): number {
    if (!this.#trouble || nowMs < this.#trouble.sinceMs) return 0;
    return Math.max(this.#trouble.retryAtMs - nowMs, 0);
  }

  /** Milliseconds even an eager attempt (the network came back, the shop became visible) has to wait: what the server asked for. */
  refusedMs(nowMs: number): number {
    if (!this.#refusal || nowMs < this.#refusal.sinceMs) return 0;
    return Math.max(this.#refusal.untilMs - nowMs, 0);
  }

  begins(user: OriginUser): void {
    this.#probing ??= user;
  }

  /** An attempt ended in trouble that concerns every lane. Gives the wait until the next one. */
  failed(user: OriginUser, nowMs: number, fraction: number, retryAfterMs: number | null): number {
    const askedMs = retryAfterMs === null ? 0 : clampRetryAfter(retryAfterMs);
    // What fails on the way takes nothing back of what the server has asked for.
    const leftMs = this.refusedMs(nowMs);
    if (askedMs > leftMs) this.#refusal = { sinceMs: nowMs, untilMs: nowMs + askedMs };
    const waitMs = Math.max(this.#backoff.failed(fraction), askedMs, Math.ceil(leftMs));
    this.#trouble = { sinceMs: nowMs, retryAtMs: nowMs + waitMs };
    this.#tell(user, (other) => other.originIsDown(waitMs));
    return waitMs;
  }

  /** An attempt ended without an answer that would say anything about the others. */
  ended(user: OriginUser): void {
    if (this.#probing === user) this.#probing = null;
  }

  answered(user: OriginUser, nowMs: number): void {
    this.#lastAnswerAt = nowMs;
    this.#backoff.succeeded();
    this.#refusal = null;
    this.#trouble = null;
    this.#tell(user, (other) => other.originIsUp());
  }

  #tell(user: OriginUser, how: (other: OriginUser) => void): void {
    this.ended(user);
    for (const other of this.#users) if (other !== user) how(other);
  }
}
