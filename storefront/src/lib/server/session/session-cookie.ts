import type { Cookies } from '@sveltejs/kit';
import * as z from 'zod';
import type { Env } from '../env';
import { createSeal } from './seal';

/** As long as the token can be refreshed; a shopper who stays away for longer signs in again. */
const MAX_AGE_SECONDS = 30 * 24 * 60 * 60;
/** The page may read whose database to open; it stays when the session ends, because the database does. */
const MARKER_AGE_SECONDS = 400 * 24 * 60 * 60;

const PRINCIPAL = /^[0-9a-f]{64}$/;

const sessionSchema = z.object({
  /** Medusa's, short-lived. It never leaves this server but for Medusa. */
  token: z.string(),
  /** Seconds since 1970, as the token says. */
  issuedAt: z.int(),
  expiresAt: z.int(),
  /** `principalOf` the customer. */
  principal: z.string().regex(PRINCIPAL),
  email: z.string(),
});

export type Session = z.infer<typeof sessionSchema>;

/** Readable by the page: whose database this browser uses. Knowing it opens nothing. */
export const PRINCIPAL_COOKIE = 'satchel-principal';

type CookieEnv = Pick<Env, 'ORIGIN' | 'SESSION_SECRET'>;

const isSecure = ({ ORIGIN }: CookieEnv): boolean => ORIGIN.startsWith('https:');
const nameOf = (env: CookieEnv): string => (isSecure(env) ? '__Host-satchel-session' : 'satchel-session');
const sealOf = ({ SESSION_SECRET }: CookieEnv) => createSeal(SESSION_SECRET, 'satchel session');
const shared = (env: CookieEnv) => ({ path: '/', secure: isSecure(env), sameSite: 'lax' }) as const;

/** What the cookie holds, whether or not its token is still good. */
export function readSession(cookies: Cookies, env: CookieEnv): Session | undefined {
  const sealed = cookies.get(nameOf(env));
  const text = sealed === undefined ? undefined : sealOf(env).open(sealed);
  if (text === undefined) return undefined;
  return sessionSchema.safeParse(JSON.parse(text)).data;
}

export function writeSession(cookies: Cookies, env: CookieEnv, session: Session): void {
  const value = sealOf(env).close(JSON.stringify(session));
  cookies.set(nameOf(env), value, { ...shared(env), httpOnly: true, maxAge: MAX_AGE_SECONDS });
  cookies.set(PRINCIPAL_COOKIE, session.principal, { ...shared(env), httpOnly: false, maxAge: MARKER_AGE_SECONDS });
}

export function readPrincipal(cookies: Cookies): string | undefined {
  const value = cookies.get(PRINCIPAL_COOKIE);
  return value !== undefined && PRINCIPAL.test(value) ? value : undefined;
}

/** Nobody is signed in on this browser any more. */
export function clearSession(cookies: Cookies, env: CookieEnv): void {
  cookies.delete(nameOf(env), shared(env));
  cookies.delete(PRINCIPAL_COOKIE, shared(env));
}
