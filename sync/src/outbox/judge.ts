import { readMessage } from '../protocol/read.js';
import { readError, readReply } from '../protocol/sync-reply-reader.js';
import type { SyncErrorReply, SyncReply } from '../protocol/sync-reply.js';
import type { PageSyncRequest } from '../protocol/sync-request.js';
import type { Answer } from '../ports/transport.js';
import { isReadable, judgeStatus, type StatusVerdict } from './judge-status.js';
import type { Refusal } from './rebirth.js';

export type Verdict =
  | StatusVerdict
  | { kind: 'reply'; reply: SyncReply }
  | { kind: 'wrong-secret' }
  | ({ kind: 'forked' } & Refusal)
  | { kind: 'out-of-order'; lastMid: number };

/**
 * What an HTTP answer means. Only JSON with our magic value that names our request counts as the server's word; whatever
 * else a network puts in its place, a cheerful 200 included, is tried again.
 */
export function judge(answer: Answer, request: PageSyncRequest): Verdict {
  const body = parseJson(answer);

  if (answer.status === 200) {
    const reply = readMessage(readReply, body);
    const isOurs = reply?.requestId === request.requestId && reply.clientId === request.clientId;
    return isOurs ? { kind: 'reply', reply } : judgeStatus(answer);
  }

  const error = readMessage(readError, body);
  const known = error?.requestId === request.requestId ? judgeError(error) : null;
  return known ?? judgeStatus(answer);
}

function judgeError({ error, lastMid, effective }: SyncErrorReply): Verdict | null {
  switch (error.code) {
    case 'wrong_principal':
      return { kind: 'paused', reason: 'sign-in' };
    case 'wrong_secret':
      return { kind: 'wrong-secret' };
    case 'forked':
      return lastMid === undefined ? null : { kind: 'forked', lastMid, isDedupedByUuid: effective !== undefined };
    case 'out_of_order':
      return lastMid === undefined ? null : { kind: 'out-of-order', lastMid };
    case 'too_large':
      return { kind: 'too-large' };
    case 'unsupported_protocol':
      return { kind: 'paused', reason: 'update-needed' };
    default:
      return null;
  }
}

function parseJson(answer: Answer): unknown {
  if (!isReadable(answer)) return undefined;
  try {
    return JSON.parse(answer.body);
  } catch {
    return undefined;
  }
}
