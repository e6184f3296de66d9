import type { Cookies } from '@sveltejs/kit';
import type { Env } from '../env';
import { deviceCookieFor, newDevice, writeDevice } from './device-cookie';
import { clearSession } from './session-cookie';

/**
 * The device becomes nobody's: its old secret goes on belonging to the customer, so it gets another one, and another database,
 * where nothing of that person's time can be.
 */
export function signOut(cookies: Cookies, env: Env): void {
  clearSession(cookies, env);
  writeDevice(cookies, deviceCookieFor(env.ORIGIN), newDevice());
}
