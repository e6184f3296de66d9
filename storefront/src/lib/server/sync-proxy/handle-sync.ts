import type { Cookies } from '@sveltejs/kit';
import { FIRST_MARK, isDeeperThan, MARK_HEADER, MAX_BODY_BYTES, MAX_DEPTH } from 'sync/protocol';
import type { Outage } from '../backend/outage';
import type { Env } from '../env';
import { createCustomers, type Customers } from '../medusa/customers';
import { currentSession } from '../session/current-session';
import { deviceCookieFor, readDeviceSecret, readMark, writeDevice } from '../session/device-cookie';
import { deviceIsNew, forwardSync, requestIdOf, syncError } from './forward';
import { isSameOrigin } from './is-same-origin';
import { readBody } from './read-body';

/** Shorter than the device's own 30 s, so that it hears "busy" from us and not silence. */
const BACKEND_TIMEOUT_MS = 25_000;

const JSON_TYPE = /^\s*application\/json\s*(;|$)/i;

export type SyncEvent = { request: Request; cookies: Cookies };

type Options = { customers?: Customers; outage?: Outage; address?: string; now?: () => number; timeoutMs?: number };

/**
 * `POST /api/sync`: the page's request, with the device secret added on the way to the backend. What speaks for a customer gets
 * the customer's token too, and only if it is the one who is signed in here: the outbox of one person never goes out as another.
 * What speaks for the device alone must come from the database that belongs to its present secret.
 */
export async function handleSync(
  { request, cookies }: SyncEvent,
  env: Env,
  { customers = createCustomers(env), outage, address, now = Date.now, timeoutMs = BACKEND_TIMEOUT_MS }: Options = {},
): Promise<Response> {
  if (!isSameOrigin(request.headers, env.ORIGIN)) {
    return syncError('wrong_secret', `Only pages of ${env.ORIGIN} may sync.`);
  }
  if (!JSON_TYPE.test(request.headers.get('content-type') ?? '')) {
    return syncError('invalid_request', 'The body must be sent as application/json.', { field: 'content-type' });
  }
  const read = await readBody(request, MAX_BODY_BYTES);
  if (read.kind === 'too-large') return syncError('too_large', `The body may have ${MAX_BODY_BYTES} bytes at most.`);
  if (read.kind === 'broken') return syncError('malformed_json', 'The body ended early or is not UTF-8.');
  const body = parseObject(read.text);
  if (!body) return syncError('malformed_json', 'The body must be a JSON object.');

  if (isDeeperThan(body, MAX_DEPTH)) {
    const message = `The body has more than ${MAX_DEPTH} levels of objects and lists.`;
    return syncError('invalid_request', message, { field: 'body', requestId: requestIdOf(body) });
  }

  const principal = body['principal'] ?? null;
  // A page that was asleep while people signed in and out would bring what it holds to whoever has the device now.
  if (principal === null && (request.headers.get(MARK_HEADER) ?? FIRST_MARK) !== readMark(cookies)) {
    const message = 'These changes were made before somebody else used this device. They stay where they are.';
    return syncError('wrong_principal', message, { field: MARK_HEADER, requestId: requestIdOf(body) });
  }

  const cookie = deviceCookieFor(env.ORIGIN);
  const secret = readDeviceSecret(cookies, cookie);
  // The browser must hold the secret before it has an effect: were the answer to the first change lost together with its cookie,
  // the device could never prove again that this cart is its own. It is not given here, because cart and wishlist come at the
  // same moment, and two answers would bring two secrets.
  if (secret === undefined) return deviceIsNew(requestIdOf(body));
  writeDevice(cookies, cookie, { secret, mark: readMark(cookies) });

  const session = principal === null ? undefined : await currentSession({ cookies }, env, { customers, nowMs: now() });
  if (principal !== null && session?.principal !== principal) {
    const message = 'These changes belong to somebody who is not signed in here. They stay on this device until then.';
    return syncError('wrong_principal', message, { field: 'principal', requestId: requestIdOf(body) });
  }
  return forwardSync({
    backendUrl: env.BACKEND_URL,
    publishableKey: env.MEDUSA_PUBLISHABLE_KEY,
    secret,
    token: session?.token,
    body,
    address,
    timeoutMs,
    signal: request.signal,
    outage,
  });
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
