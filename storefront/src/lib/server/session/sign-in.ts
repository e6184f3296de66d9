import type { Cookies } from '@sveltejs/kit';
import * as z from 'zod';
import type { Env } from '../env';
import type { Credentials, Customers } from '../medusa/customers';
import { Attempts } from './attempts';
import { deviceCookieFor, newDevice, readDevice, writeDevice } from './device-cookie';
import { writeSession, readPrincipal } from './session-cookie';
import { principalOf, readClaims } from './token';

export const MIN_PASSWORD = 8;
const MAX_PASSWORD = 200;
const QUARTER_HOUR_MS = 15 * 60_000;

export type SignInProblem =
  /** Not usable as an e-mail address. */
  | 'email'
  /** Too short or too long for a new password. */
  | 'password'
  /** The two do not belong together, or there is no such account: which one is not said. */
  | 'credentials'
  /** The address cannot have a new account with this password. */
  | 'taken'
  | 'too-many'
  | 'unavailable';

export type SignInOutcome = { kind: 'signed-in' } | { kind: 'problem'; problem: SignInProblem };

export type SignInEvent = { cookies: Cookies; form: FormData; address: string };

type Deps = { env: Env; customers: Customers; attempts: SignInAttempts; nowMs: number };

export type SignInAttempts = { byEmail: Attempts; byAddress: Attempts };

/** A household shares an address, so it may try more often than one person may for one account. */
export const createSignInAttempts = (): SignInAttempts => ({
  byEmail: new Attempts({ max: 10, windowMs: QUARTER_HOUR_MS }),
  byAddress: new Attempts({ max: 50, windowMs: QUARTER_HOUR_MS }),
});

/** Medusa takes e-mail addresses as they are written; people do not. */
const emailSchema = z.string().trim().toLowerCase().max(254).pipe(z.email());

export async function signIn(event: SignInEvent, deps: Deps): Promise<SignInOutcome> {
  const credentials = readCredentials(event.form, { minPassword: 1 });
  if ('problem' in credentials) return { kind: 'problem', problem: credentials.problem };
  if (!isAllowed(event, credentials, deps)) return { kind: 'problem', problem: 'too-many' };
  return orUnavailable(async () => {
    const answer = await deps.customers.signIn(credentials);
    if (answer.kind === 'refused') return { kind: 'problem', problem: 'credentials' };
    return welcome(event, { token: answer.token, email: credentials.email }, deps);
  });
}

/** An account for an address that has none. Who gives the right password of one that exists is simply signed in. */
export async function signUp(event: SignInEvent, deps: Deps): Promise<SignInOutcome> {
  const credentials = readCredentials(event.form, { minPassword: MIN_PASSWORD });
  if ('problem' in credentials) return { kind: 'problem', problem: credentials.problem };
  if (!isAllowed(event, credentials, deps)) return { kind: 'problem', problem: 'too-many' };
  return orUnavailable(async () => {
    const { customers } = deps;
    const registered = await customers.register(credentials);
    const answer = registered.kind === 'refused' ? await customers.signIn(credentials) : registered;
    if (answer.kind === 'refused') return { kind: 'problem', problem: 'taken' };
    return welcome(event, { token: answer.token, email: credentials.email }, deps);
  });
}

async function welcome(
  { cookies }: SignInEvent,
  { token, email }: { token: string; email: string },
  { env, customers, attempts }: Deps,
): Promise<SignInOutcome> {
  const own = await asCustomer(token, email, customers);
  if (!own) return { kind: 'problem', problem: 'unavailable' };
  const principal = principalOf(own.customerId);
  await giveDevice(cookies, { token: own.token, principal }, { env, customers });
  writeSession(cookies, env, { ...own, principal, email });
  attempts.byEmail.forget(email);
  return { kind: 'signed-in' };
}

/** A registration that broke off between password and customer is finished by the next sign-in. */
async function asCustomer(token: string, email: string, customers: Customers) {
  const claims = readClaims(token);
  if (claims?.customerId) return { token, ...claims, customerId: claims.customerId };
  await customers.create(token, email);
  const renewed = await customers.refresh(token);
  const own = renewed.kind === 'token' ? readClaims(renewed.token) : undefined;
  if (renewed.kind === 'refused' || !own?.customerId) return undefined;
  return { token: renewed.token, ...own, customerId: own.customerId };
}

/**
 * What was collected here before belongs to whoever signs in first. A browser on which somebody else is, or was left signed in,
 * starts with a secret and a database of its own: nothing of one person may go to another.
 */
async function giveDevice(
  cookies: Cookies,
  { token, principal }: { token: string; principal: string },
  { env, customers }: Pick<Deps, 'env' | 'customers'>,
): Promise<void> {
  const cookie = deviceCookieFor(env.ORIGIN);
  const before = readPrincipal(cookies);
  const isOthers = before !== undefined && before !== principal;
  const device = isOthers ? newDevice() : readDevice(cookies, cookie);
  const attached = await customers.attach(token, device.secret);
  writeDevice(cookies, cookie, attached.kind === 'attached' ? device : newDevice());
}

function isAllowed({ address }: SignInEvent, { email }: Credentials, { attempts, nowMs }: Deps): boolean {
  const isEmailAllowed = attempts.byEmail.allow(email, nowMs);
  return attempts.byAddress.allow(address, nowMs) && isEmailAllowed;
}

function readCredentials(
  form: FormData,
  { minPassword }: { minPassword: number },
): Credentials | { problem: SignInProblem } {
  const email = emailSchema.safeParse(form.get('email')).data;
  if (email === undefined) return { problem: 'email' };
  const password = form.get('password');
  if (typeof password !== 'string' || password.length < minPassword || password.length > MAX_PASSWORD)
    return { problem: 'password' };
  return { email, password };
}

async function orUnavailable(work: () => Promise<SignInOutcome>): Promise<SignInOutcome> {
  try {
    return await work();
  } catch {
    // The customers' client throws for one reason only: Medusa gave no usable answer.
    return { kind: 'problem', problem: 'unavailable' };
  }
}
