import type { Answer } from '../ports/transport.js';

export type TroubleReason = 'offline' | 'server' | 'busy';

export type StatusVerdict =
  | { kind: 'too-large' }
  /** Only the shopper or an update can help. */
  | { kind: 'paused'; reason: 'sign-in' | 'update-needed' }
  | { kind: 'retry'; reason: TroubleReason; retryAfterMs: number | null };

/**
 * Whether there may be more to an answer than its status. A server in trouble has nothing else to say, and what does not speak JSON
 * was not said by ours, but by a captive portal or a proxy with nothing behind it.
 */
export const isReadable = ({ status, contentType }: Answer): boolean =>
  status !== 429 && status < 500 && /^application\/([\w.+-]+\+)?json\b/i.test(contentType);

/** What an answer means of which nothing but its status can be believed. */
export function judgeStatus({ status, retryAfterMs }: Answer): StatusVerdict {
  if (status === 413) return { kind: 'too-large' };
  if (status === 401 || status === 403) return { kind: 'paused', reason: 'sign-in' };
  return { kind: 'retry', reason: status === 429 || status === 503 ? 'busy' : 'server', retryAfterMs };
}
