import type { Cookies } from '@sveltejs/kit';
import type { Env } from '../env';
import { createCustomers, type Customers } from '../medusa/customers';
import { currentSession } from '../session/current-session';
import { deviceCookieFor, readDeviceSecret } from '../session/device-cookie';
import { isSameOrigin } from '../sync-proxy/is-same-origin';

/** For the first word of the backend; after that the stream may be silent, but for its beats. */
const PATIENCE_MS = 10_000;
const RETRY_AFTER = '15';

export type LiveEvent = { request: Request; cookies: Cookies };

type Options = {
  /** Ends every stream, so that a server that was asked to stop can. */
  stopping: AbortSignal;
  customers?: Customers;
  now?: () => number;
  /** Of the browser: the backend counts streams by it. */
  address?: string;
};

/**
 * `GET /api/live`: the backend's stream of pokes for this device and whoever is signed in on it, passed on as it comes. Who asks is
 * known from HttpOnly cookies; nothing of it reaches the page. 204 where there is nothing to hear of, 503 where there is no room.
 */
export async function handleLive(
  { request, cookies }: LiveEvent,
  env: Env,
  { stopping, customers = createCustomers(env), now = Date.now, address }: Options,
): Promise<Response> {
  if (!isSameOrigin(request.headers, env.ORIGIN)) return empty(403);
  const secret = readDeviceSecret(cookies, deviceCookieFor(env.ORIGIN));
  if (secret === undefined) return empty(204);
  const session = await currentSession({ cookies }, env, { customers, nowMs: now() });

  const slow = new AbortController();
  const patience = setTimeout(() => slow.abort(), PATIENCE_MS);
  try {
    const answer = await fetch(`${env.BACKEND_URL}/store/sync/live`, {
      headers: {
        accept: 'text/event-stream',
        'x-publishable-api-key': env.MEDUSA_PUBLISHABLE_KEY,
        'x-satchel-device': secret,
        ...(address !== undefined && { 'x-forwarded-for': address }),
        ...(session && { authorization: `Bearer ${session.token}` }),
      },
      signal: AbortSignal.any([request.signal, stopping, slow.signal]),
    });
    if (answer.status !== 200 || !answer.headers.get('content-type')?.startsWith('text/event-stream')) {
      await answer.body?.cancel();
      return unavailable(answer.headers.get('retry-after'));
    }
    return new Response(endQuietly(answer.body), { headers: STREAM_HEADERS });
  } catch {
    return unavailable(null);
  } finally {
    clearTimeout(patience);
  }
}

const STREAM_HEADERS = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
};

const empty = (status: number) => new Response(null, { status, headers: { 'cache-control': 'no-store' } });

function unavailable(retryAfter: string | null): Response {
  const response = empty(503);
  response.headers.set('retry-after', retryAfter ?? RETRY_AFTER);
  return response;
}

/**
 * The same bytes at the reader's pace; a reader who leaves closes the backend's end too. A stream that breaks just ends: the
 * browser comes back either way, and the log has nothing to learn from it.
 */
function endQuietly(body: ReadableStream<Uint8Array> | null): ReadableStream<Uint8Array> {
  const reader = body?.getReader();
  return new ReadableStream({
    async pull(controller) {
      const part = await reader?.read().catch(() => undefined);
      if (!part || part.done) controller.close();
      else controller.enqueue(part.value);
    },
    cancel: (reason) => reader?.cancel(reason),
  });
}
