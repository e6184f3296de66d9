import type { Cookies } from '@sveltejs/kit';
import type { Env } from '../env';
import type { Customers } from '../medusa/customers';
import { readSession, writeSession, type Session } from './session-cookie';
import { readClaims } from './token';

export type SessionEvent = { cookies: Cookies };

/**
 * Who is signed in, with a token that is still good. One past the half of its life is exchanged for a new one; should Medusa not
 * answer, the old one does for now. Undefined when nobody is, or their time is over.
 */
export async function currentSession(
  { cookies }: SessionEvent,
  env: Env,
  { customers, nowMs }: { customers: Customers; nowMs: number },
): Promise<Session | undefined> {
  const session = readSession(cookies, env);
  if (!session) return undefined;
  const now = nowMs / 1000;
  if (now >= session.expiresAt) return undefined;
  if (now < (session.issuedAt + session.expiresAt) / 2) return session;
  const renewed = await customers.refresh(session.token).catch(() => null);
  if (renewed === null) return session;
  const claims = renewed.kind === 'token' ? readClaims(renewed.token) : undefined;
  if (renewed.kind === 'refused' || !claims) return undefined;
  const { issuedAt, expiresAt } = claims;
  const next = { ...session, token: renewed.token, issuedAt, expiresAt };
  writeSession(cookies, env, next);
  return next;
}
