import type { Cookies } from '@sveltejs/kit';
import type { Env } from '../env';
import { deviceCookieFor, newDeviceSecret, writeDeviceSecret } from './device-cookie';
import { clearSession } from './session-cookie';

/** The device becomes nobody's: its old secret goes on belonging to the customer, so it gets another one. */
export function signOut(cookies: Cookies, env: Env): void {
  clearSession(cookies, env);
  writeDeviceSecret(cookies, deviceCookieFor(env.ORIGIN), newDeviceSecret());
}
