import type { Cookies } from '@sveltejs/kit';
import { FIRST_MARK, MAGIC, MARK_HEADER } from 'sync/protocol';
import { PRINCIPAL_HEADER } from '../../wish-sharing';
import { isCode } from '../errors';
import type { Env } from '../env';
import type { Customers } from '../medusa/customers';
import type { Sharer, Wishlists } from '../medusa/wishlists';
import { currentSession } from '../session/current-session';
import { deviceCookieFor, readDeviceSecret, readMark } from '../session/device-cookie';
import { isSameOrigin } from '../sync-proxy/is-same-origin';

export type SharingEvent = { request: Request; cookies: Cookies };
type Deps = { env: Env; customers: Customers; wishlists: Wishlists; address: string; nowMs: number };

const REFUSED = {
  'other-site': { status: 403, message: 'Only pages of this shop may share a wishlist.' },
  'other-person': { status: 403, message: 'These wishes belong to somebody who is not signed in here.' },
  nothing_to_share: { status: 409, message: 'No wish of this device has reached the shop yet.' },
  unavailable: { status: 503, message: 'The shop cannot answer right now. Try again in a moment.' },
} as const;

/**
 * `/api/wishlist/share`: how the own wishlist is shared, sharing it, and stopping that. Who asks is known from cookies the page
 * cannot read; for whom it asks it has to say, so that a page of the person before gets nothing of the one who is here now.
 */
export async function handleSharing(
  method: 'GET' | 'POST' | 'DELETE',
  event: SharingEvent,
  deps: Deps,
): Promise<Response> {
  const { env, wishlists } = deps;
  const { request } = event;
  if (!isSameOrigin(request.headers, env.ORIGIN)) return refuse('other-site');
  const sharer = await sharerOf(event, deps);
  if (typeof sharer === 'string') {
    // Nothing of a browser without a secret was ever stored, so nothing of it is shared.
    return sharer === 'nothing_to_share' && method !== 'POST'
      ? say(200, { sharing: { token: null, earlier: 0 } })
      : refuse(sharer);
  }
  try {
    const answer = await wishlists.sharing(method, sharer);
    if (answer.kind === 'sharing') return say(200, { sharing: answer.sharing });
    return say(answer.status, { error: { code: answer.code, message: answer.message } });
  } catch (error) {
    if (isCode(error, 'backend_unavailable')) return refuse('unavailable');
    throw error;
  }
}

async function sharerOf(
  { request, cookies }: SharingEvent,
  { env, customers, address, nowMs }: Deps,
): Promise<Sharer | keyof typeof REFUSED> {
  const secret = readDeviceSecret(cookies, deviceCookieFor(env.ORIGIN));
  const principal = request.headers.get(PRINCIPAL_HEADER);
  if (principal === null) {
    if ((request.headers.get(MARK_HEADER) ?? FIRST_MARK) !== readMark(cookies)) return 'other-person';
    return secret === undefined ? 'nothing_to_share' : { secret, address };
  }
  const session = await currentSession({ cookies }, env, { customers, nowMs });
  if (session?.principal !== principal) return 'other-person';
  return secret === undefined ? 'nothing_to_share' : { secret, address, principal, token: session.token };
}

const say = (status: number, body: object): Response =>
  Response.json({ magic: MAGIC, ...body }, { status, headers: { 'cache-control': 'no-store' } });

function refuse(code: keyof typeof REFUSED): Response {
  const { status, message } = REFUSED[code];
  return say(status, { error: { code, message } });
}
