import { randomBytes } from 'node:crypto';
import type { Cookies } from '@sveltejs/kit';
import { FIRST_MARK } from 'sync/protocol';

/** 400 days: the longest that browsers keep a cookie. */
const MAX_AGE_SECONDS = 400 * 24 * 60 * 60;

/** 256 random bits in base64url. */
const SECRET = /^[A-Za-z0-9_-]{43}$/;

const MARK = /^[0-9a-f]{32}$/;

export type DeviceCookie = { name: string; isSecure: boolean };

/**
 * What a browser is to the backend while nobody is signed in. The secret is the proof; the mark may be read by the page and names
 * the database that belongs to it. Both are replaced together when the device goes from one person to the next, so what a page of
 * the time before still holds fits neither.
 */
export type DeviceIdentity = { secret: string; mark: string };

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

/** One that was lost counts as the first: the secret is lost with it, and the browser begins anew. */
export function readMark(cookies: Cookies): string {
  const value = cookies.get(MARKER_COOKIE);
  return value !== undefined && MARK.test(value) ? value : FIRST_MARK;
}

/** A browser without a secret, or one that lost it, gets one and keeps its mark. */
export const readDevice = (cookies: Cookies, cookie: DeviceCookie): DeviceIdentity => ({
  secret: readDeviceSecret(cookies, cookie) ?? newSecret(),
  mark: readMark(cookies),
});

/** Sets the cookies, or renews them. Nothing in the page can read the secret. */
export function writeDevice(
  cookies: Cookies,
  { name, isSecure }: DeviceCookie,
  { secret, mark }: DeviceIdentity,
): void {
  const shared = { path: '/', secure: isSecure, sameSite: 'lax', maxAge: MAX_AGE_SECONDS } as const;
  cookies.set(name, secret, { ...shared, httpOnly: true });
  cookies.set(MARKER_COOKIE, mark, { ...shared, httpOnly: false });
}

/** For the next person on this browser. */
export const newDevice = (): DeviceIdentity => ({ secret: newSecret(), mark: randomBytes(16).toString('hex') });

const newSecret = (): string => randomBytes(32).toString('base64url');
