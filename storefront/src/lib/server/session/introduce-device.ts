import type { Cookies } from '@sveltejs/kit';
import type { Env } from '../env';
import { isSameOrigin } from '../sync-proxy/is-same-origin';
import { deviceCookieFor, readDevice, writeDevice } from './device-cookie';

/**
 * `POST /api/device`: gives the browser its secret before its first change. Asking again changes nothing, so a lost answer
 * costs nothing. 204, or 403 for a page of another site.
 */
export function introduceDevice({ request, cookies }: { request: Request; cookies: Cookies }, env: Env): Response {
  const headers = { 'cache-control': 'no-store' };
  if (!isSameOrigin(request.headers, env.ORIGIN)) return new Response(null, { status: 403, headers });
  const cookie = deviceCookieFor(env.ORIGIN);
  writeDevice(cookies, cookie, readDevice(cookies, cookie));
  return new Response(null, { status: 204, headers });
}
