import { beforeEach, describe, expect, test } from 'vitest';
import { StorefrontError } from '../errors';
import type { Credentials, Customers } from '../medusa/customers';
import { currentSession } from './current-session';
import { readSession } from './session-cookie';
import { createSignInAttempts, signIn, signUp } from './sign-in';
import { signOut } from './sign-out';
import { cookieJar } from './test-cookies';
import { principalOf } from './token';

const env = {
  ORIGIN: 'https://shop.example.com',
  BACKEND_URL: 'http://127.0.0.1:9',
  MEDUSA_PUBLISHABLE_KEY: 'pk',
  SATCHEL_DATA_DIR: '/nowhere',
  SESSION_SECRET: 's'.repeat(32),
};
const DAY = 24 * 60 * 60;
const SECRET = 'd'.repeat(43);

/** Medusa's rules about passwords, customers and devices, in memory. */
function customersInMemory(nowMs: () => number) {
  const passwords = new Map<string, string>();
  const customerIds = new Map<string, string>();
  const devices = new Map<string, string>();
  const state = { isDown: false, isCreateDown: false, issued: 0 };
  const tokenFor = (email: string) => {
    state.issued += 1;
    const iat = Math.floor(nowMs() / 1000);
    const claims = { actor_id: customerIds.get(email) ?? '', iat, exp: iat + DAY, email, n: state.issued };
    return { kind: 'token', token: `h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s` } as const;
  };
  const emailIn = (token: string): string =>
    (JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { email: string }).email;
  const up = () => {
    if (state.isDown) throw new StorefrontError('backend_unavailable', 'down');
  };
  const customers: Customers = {
    async signIn({ email, password }: Credentials) {
      up();
      return passwords.get(email) === password ? tokenFor(email) : { kind: 'refused' };
    },
    async register({ email, password }) {
      up();
      if (passwords.has(email)) return { kind: 'refused' };
      passwords.set(email, password);
      return tokenFor(email);
    },
    async create(token) {
      up();
      if (state.isCreateDown) throw new StorefrontError('backend_unavailable', 'down');
      customerIds.set(emailIn(token), `cus_${emailIn(token)}`);
    },
    async refresh(token) {
      up();
      return tokenFor(emailIn(token));
    },
    async attach(token, secret) {
      up();
      const id = customerIds.get(emailIn(token)) ?? '';
      if ((devices.get(secret) ?? id) !== id) return { kind: 'refused' };
      devices.set(secret, id);
      return { kind: 'attached', principal: principalOf(id) };
    },
  };
  return { customers, state, devices };
}

let nowMs: number;
let medusa: ReturnType<typeof customersInMemory>;
let attempts: ReturnType<typeof createSignInAttempts>;

beforeEach(() => {
  nowMs = 1_800_000_000_000;
  medusa = customersInMemory(() => nowMs);
  attempts = createSignInAttempts();
});

function enter(
  how: typeof signIn,
  jar: ReturnType<typeof cookieJar>,
  fields: Record<string, string>,
  address = '10.0.0.1',
) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return how({ cookies: jar.cookies, form, address }, { env, customers: medusa.customers, attempts, nowMs });
}
const device = (jar: ReturnType<typeof cookieJar>) => jar.values.get('__Host-satchel-device');
const mark = (jar: ReturnType<typeof cookieJar>) => jar.values.get('satchel-known');
const current = (jar: ReturnType<typeof cookieJar>) => currentSession(jar, env, { customers: medusa.customers, nowMs });
const anna = { email: 'anna@example.com', password: 'correct horse' };
const ben = { email: 'ben@example.com', password: 'battery staple' };

describe('signing up and in', () => {
  test('a new customer is signed in, and the device is theirs', async () => {
    const jar = cookieJar({ '__Host-satchel-device': SECRET });
    expect(await enter(signUp, jar, { ...anna, email: ' Anna@Example.com ' })).toEqual({ kind: 'signed-in' });
    const principal = principalOf('cus_anna@example.com');
    expect(await current(jar)).toMatchObject({ email: 'anna@example.com', principal });
    expect(medusa.devices.get(SECRET)).toBe('cus_anna@example.com');
    expect([device(jar), mark(jar)]).toEqual([SECRET, 'default']);
  });

  test('the page can read whose database to open, and nothing else', async () => {
    const jar = cookieJar();
    await enter(signUp, jar, anna);
    expect(jar.values.get('satchel-principal')).toBe(principalOf('cus_anna@example.com'));
    const marks = Object.fromEntries(
      [...jar.marks].map(([name, { httpOnly, secure, sameSite }]) => [name, [httpOnly, secure, sameSite]]),
    );
    expect(marks).toMatchObject({
      '__Host-satchel-session': [true, true, 'lax'],
      '__Host-satchel-device': [true, true, 'lax'],
      'satchel-principal': [false, true, 'lax'],
    });
    expect(jar.values.get('__Host-satchel-session')).not.toContain('anna');
  });

  test('which of the two was wrong is not said', async () => {
    await enter(signUp, cookieJar(), anna);
    const jar = cookieJar();
    const wrong = { kind: 'problem', problem: 'credentials' };
    expect(await enter(signIn, jar, { ...anna, password: 'something else' })).toEqual(wrong);
    expect(await enter(signIn, jar, ben)).toEqual(wrong);
    expect(jar.values.size).toBe(0);
  });

  test('an address that has an account: the right password is let in, another one is not told why', async () => {
    await enter(signUp, cookieJar(), anna);
    expect(await enter(signUp, cookieJar(), anna)).toEqual({ kind: 'signed-in' });
    expect(await enter(signUp, cookieJar(), { ...anna, password: 'something else' })).toEqual({
      kind: 'problem',
      problem: 'taken',
    });
  });

  test('a registration that broke off in the middle is finished by signing in', async () => {
    medusa.state.isCreateDown = true;
    expect(await enter(signUp, cookieJar(), anna)).toEqual({ kind: 'problem', problem: 'unavailable' });
    medusa.state.isCreateDown = false;
    expect(await enter(signIn, cookieJar(), anna)).toEqual({ kind: 'signed-in' });
  });

  test.each([
    [signIn, { email: 'anna', password: 'x' }, 'email'],
    [signIn, { password: 'x' }, 'email'],
    [signIn, { email: anna.email, password: '' }, 'password'],
    [signUp, { email: anna.email, password: 'short12' }, 'password'],
    [signUp, { email: anna.email, password: 'x'.repeat(201) }, 'password'],
  ])('%o with %o names the field', async (how, fields, problem) => {
    expect(await enter(how, cookieJar(), fields as Record<string, string>)).toEqual({ kind: 'problem', problem });
  });

  test('without the backend nothing changes', async () => {
    medusa.state.isDown = true;
    const jar = cookieJar({ '__Host-satchel-device': SECRET });
    expect(await enter(signIn, jar, anna)).toEqual({ kind: 'problem', problem: 'unavailable' });
    expect([...jar.values]).toEqual([['__Host-satchel-device', SECRET]]);
  });

  test('guessing is slowed down, by e-mail whatever the address, and by address whatever the e-mail', async () => {
    await enter(signUp, cookieJar(), anna);
    const problems: unknown[] = [];
    for (let index = 0; index < 11; index++)
      problems.push(await enter(signIn, cookieJar(), { ...anna, password: 'guess' }, `10.0.0.${index}`));
    expect(problems.at(9)).toMatchObject({ problem: 'credentials' });
    expect(problems.at(10)).toMatchObject({ problem: 'too-many' });
    for (let index = 0; index < 50; index++)
      await enter(signIn, cookieJar(), { email: `${index}@example.com`, password: 'guess' }, '10.9.9.9');
    expect(await enter(signIn, cookieJar(), ben, '10.9.9.9')).toMatchObject({ problem: 'too-many' });
    nowMs += 15 * 60_000;
    expect(await enter(signIn, cookieJar(), anna)).toEqual({ kind: 'signed-in' });
  });
});

describe('one browser, two people', () => {
  test('after signing out the device has another secret and nobody is signed in', async () => {
    const jar = cookieJar({ '__Host-satchel-device': SECRET });
    await enter(signUp, jar, anna);
    signOut(jar.cookies, env);
    expect(device(jar)).toMatch(/^[\w-]{43}$/);
    expect(device(jar)).not.toBe(SECRET);
    expect(mark(jar)).toMatch(/^[0-9a-f]{32}$/);
    expect([await current(jar), jar.values.get('satchel-principal')]).toEqual([undefined, undefined]);
  });

  test('who signs in where another one was left signed in gets a device of their own', async () => {
    await enter(signUp, cookieJar(), ben);
    const jar = cookieJar({ '__Host-satchel-device': SECRET });
    await enter(signUp, jar, anna);
    nowMs += 40 * DAY * 1000;
    await enter(signIn, jar, ben);
    expect(device(jar)).not.toBe(SECRET);
    expect(mark(jar)).toMatch(/^[0-9a-f]{32}$/);
    expect(medusa.devices.get(SECRET)).toBe('cus_anna@example.com');
    expect(await current(jar)).toMatchObject({ email: 'ben@example.com' });
  });

  test('a device that belongs to somebody else without a trace of it here is replaced too', async () => {
    await enter(signUp, cookieJar({ '__Host-satchel-device': SECRET }), anna);
    const jar = cookieJar({ '__Host-satchel-device': SECRET });
    expect(await enter(signUp, jar, ben)).toEqual({ kind: 'signed-in' });
    expect(device(jar)).not.toBe(SECRET);
    expect(mark(jar)).toMatch(/^[0-9a-f]{32}$/);
  });

  test('what was collected after somebody left is the next person’s, from the database it is in', async () => {
    const jar = cookieJar({ '__Host-satchel-device': SECRET });
    await enter(signUp, jar, anna);
    signOut(jar.cookies, env);
    const between = [device(jar), mark(jar)];
    await enter(signUp, jar, ben);
    expect([device(jar), mark(jar)]).toEqual(between);
  });
});

describe('a session', () => {
  test('gets a new token past the half of its life, and keeps the old one while Medusa is away', async () => {
    const jar = cookieJar();
    await enter(signUp, jar, anna);
    const first = (await current(jar))?.token;
    nowMs += 0.4 * DAY * 1000;
    expect((await current(jar))?.token).toBe(first);
    nowMs += 0.2 * DAY * 1000;
    medusa.state.isDown = true;
    expect((await current(jar))?.token).toBe(first);
    medusa.state.isDown = false;
    const second = (await current(jar))?.token;
    expect(second).not.toBe(first);
    expect(readSession(jar.cookies, env)?.token).toBe(second);
  });

  test('ends with its token, and still says whose it was', async () => {
    const jar = cookieJar();
    await enter(signUp, jar, anna);
    nowMs += DAY * 1000;
    expect(await current(jar)).toBeUndefined();
    expect(readSession(jar.cookies, env)?.email).toBe(anna.email);
    expect(jar.values.get('satchel-principal')).toBeDefined();
  });

  test('made with another secret is none', async () => {
    const jar = cookieJar();
    await enter(signUp, jar, anna);
    expect(readSession(jar.cookies, { ...env, SESSION_SECRET: 't'.repeat(32) })).toBeUndefined();
  });
});
