import type { PageSyncRequest } from '../protocol/sync-request.js';

export type Answer = {
  status: number;
  contentType: string;
  /** From `Retry-After`, as a duration. */
  retryAfterMs: number | null;
  body: string;
};

/** Carries a sync request to the server. Rejects when no answer came, whatever the cause. */
export type Transport = { post(request: PageSyncRequest, signal: AbortSignal): Promise<Answer> };

/** `Retry-After` as a duration: seconds, or a date measured against the answer's own `Date`, never against the device's clock. */
export function parseRetryAfter(retryAfter: string | null, date: string | null): number | null {
  if (retryAfter === null) return null;
  if (/^\s*\d+\s*$/.test(retryAfter)) return Number(retryAfter) * 1000;
  const ms = Date.parse(retryAfter) - Date.parse(date ?? '');
  return Number.isNaN(ms) ? null : Math.max(ms, 0);
}
