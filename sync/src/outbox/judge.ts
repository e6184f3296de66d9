import { readMessage } from '../protocol/read.js';
import { readError, readReply } from '../protocol/sync-reply-reader.js';
import type { SyncErrorReply, SyncReply } from '../protocol/sync-reply.js';
import type { PageSyncRequest } from '../protocol/sync-request.js';
import type { Refusal } from './rebirth.js';
import type { Answer } from '../ports/transport.js';

export type TroubleReason = 'offline' | 'server' | 'busy';

export type Verdict =
  | { kind: 'reply'; reply: SyncReply }
  | { kind: 'wrong-secret' }
  | ({ kind: 'forked' } & Refusal)
  | { kind: 'out-of-order'; lastMid: number }
  | { kind: 'too-large' }
  /** Only the shopper or an update can help. */
  | { kind: 'pause'; reason: 'sign-in' | 'update-needed' }
  | { kind: 'retry'; reason: TroubleReason; retryAfterMs: number | null };

/**
 * What an HTTP answer means. Only JSON with our magic value that names our request counts as the server's word; whatever
 * else a network puts in its place, a cheerful 200 included, is tried again.
 */
export function judge(answer: Answer, request: PageSyncRequest): Verdict {
  const { status, retryAfterMs } = answer;
  const retry = (reason: TroubleReason): Verdict => ({ kind: 'retry', reason, retryAfterMs });
  const body = parseJson(answer);

  if (status === 200) {
    const reply = readMessage(readReply, body);
    const isOurs = reply?.requestId === request.requestId && reply.clientId === request.clientId;
    return isOurs ? { kind: 'reply', reply } : retry('server');
  }

  const error = readMessage(readError, body);
  const known = error?.requestId === request.requestId ? judgeError(error) : null;
  if (known) return known;
  if (status === 413) return { kind: 'too-large' };
  if (status === 401 || status === 403) return { kind: 'pause', reason: 'sign-in' };
  return retry(status === 429 || status === 503 ? 'busy' : 'server');
}

function judgeError({ error, lastMid, effective }: SyncErrorReply): Verdict | null {
  switch (error.code) {
    case 'wrong_principal':
      return { kind: 'pause', reason: 'sign-in' };
    case 'wrong_secret':
      return { kind: 'wrong-secret' };
    case 'forked':
      return lastMid === undefined ? null : { kind: 'forked', lastMid, isDedupedByUuid: effective !== undefined };
    case 'out_of_order':
      return lastMid === undefined ? null : { kind: 'out-of-order', lastMid };
    case 'too_large':
      return { kind: 'too-large' };
    case 'unsupported_protocol':
      return { kind: 'pause', reason: 'update-needed' };
    default:
      return null;
  }
}

function parseJson({ contentType, body }: Answer): unknown {
  if (!/^application\/([\w.+-]+\+)?json\b/i.test(contentType)) return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
