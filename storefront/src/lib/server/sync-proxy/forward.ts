import { ERROR_STATUS, MAGIC, type SyncErrorCode, type SyncErrorReply } from 'sync/protocol';
import type { Outage } from '../backend/outage';

export type ForwardOptions = {
  backendUrl: string;
  publishableKey: string;
  secret: string;
  /** Of the customer the request speaks for. */
  token?: string | undefined;
  /** A parsed JSON object: what the page sent. */
  body: Record<string, unknown>;
  /** Of the browser: the backend counts newcomers by it. */
  address?: string | undefined;
  timeoutMs: number;
  signal: AbortSignal;
  outage?: Outage | undefined;
};

/** A second or two is what a backend needs to restart. */
const RETRY_AFTER_SECONDS = '2';

/** Adds what the page must not have, asks the backend, and relays its answer. Anything but JSON counts as no answer. */
export async function forwardSync(options: ForwardOptions): Promise<Response> {
  const { backendUrl, publishableKey, secret, token, body, address, timeoutMs, signal, outage } = options;
  try {
    const answer = await fetch(`${backendUrl}/store/sync`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        'x-publishable-api-key': publishableKey,
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(address !== undefined && { 'x-forwarded-for': address }),
      },
      body: JSON.stringify({ ...body, secret }),
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    const text = await answer.text();
    if (!answer.headers.get('content-type')?.includes('json')) {
      outage?.failed(`the backend answered ${answer.status} without JSON`);
      return busy(requestIdOf(body));
    }
    outage?.ended();
    const headers = new Headers({ 'content-type': 'application/json', 'cache-control': 'no-store' });
    const retryAfter = answer.headers.get('retry-after');
    if (retryAfter) headers.set('retry-after', retryAfter);
    return new Response(text, { status: answer.status, headers });
  } catch (error) {
    // A page that went away says nothing about the backend.
    if (!signal.aborted) outage?.failed(error);
    return busy(requestIdOf(body));
  }
}

export function syncError(
  code: SyncErrorCode,
  message: string,
  { field, requestId = null }: { field?: string; requestId?: string | null } = {},
): Response {
  const error = { code, message, ...(field !== undefined && { field }) };
  const body: SyncErrorReply = { magic: MAGIC, requestId, error };
  return Response.json(body, { status: ERROR_STATUS[code], headers: { 'cache-control': 'no-store' } });
}

function busy(requestId: string | null): Response {
  const response = syncError('busy', 'The shop cannot answer right now. Nothing is lost: send the same again.', {
    requestId,
  });
  response.headers.set('retry-after', RETRY_AFTER_SECONDS);
  return response;
}

/** 425: nothing was done; the same request may follow once `POST /api/device` has given this browser its secret. */
export function deviceIsNew(requestId: string | null): Response {
  const busy = syncError('busy', 'This device has no secret. Get one with POST /api/device, and send the same again.', {
    requestId,
  });
  return new Response(busy.body, { status: 425, headers: busy.headers });
}

export function requestIdOf(body: Record<string, unknown>): string | null {
  return typeof body['requestId'] === 'string' ? body['requestId'] : null;
}
