import { randomBytes } from 'node:crypto';
import type { Cookies } from '@sveltejs/kit';

/** 400 days: the longest that browsers keep a cookie. */
const MAX_AGE_SECONDS = 400 * 24 * 60 * 60;

/** 256 random bits in base64url. */
const SECRET = /^[A-Za-z0-9_-]{43}$/;

export type DeviceCookie = { name: string; isSecure: boolean };

/** `__Host-` needs https: it ties the cookie to this host, so that no subdomain can plant one. Plain http is a laptop only. */
export function deviceCookieFor(origin: string): DeviceCookie {
  const isSecure = origin.startsWith('https:');
  return { name: isSecure ? '__Host-satchel-device' : 'satchel-device', isSecure };
}

/** The secret this browser holds, or undefined when it holds none that we could have made. */
export function readDeviceSecret(cookies: Cookies, { name }: DeviceCookie): string | undefined {
  const value = cookies.get(name);
  return value !== undefined && SECRET.test(value) ? value : undefined;
}

/** Says that there is a secret, not what it is, so that the page knows whether the server may have a cart for it. */
export const MARKER_COOKIE = 'satchel-known';

/** Sets the cookie, or renews it. Nothing in the page can read it; what it can read is that it is there. */
export function writeDeviceSecret(cookies: Cookies, { name, isSecure }: DeviceCookie, secret: string): void {
  const shared = { path: '/', secure: isSecure, sameSite: 'lax', maxAge: MAX_AGE_SECONDS } as const;
  cookies.set(name, secret, { ...shared, httpOnly: true });
  cookies.set(MARKER_COOKIE, '1', { ...shared, httpOnly: false });
}

export const newDeviceSecret = (): string => randomBytes(32).toString('base64url');
