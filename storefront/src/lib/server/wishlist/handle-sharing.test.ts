import { expect, it, vi } from 'vitest';
import { StorefrontError } from '../errors';
import type { Env } from '../env';
import type { SharingAnswer, Wishlists } from '../medusa/wishlists';
import { writeSession } from '../session/session-cookie';
import { cookieJar } from '../session/test-cookies';
import { handleSharing } from './handle-sharing';

const SECRET = 'd'.repeat(43);
const ADA = 'a'.repeat(64);
const env: Env = {
  ORIGIN: 'http://localhost:8000',
  BACKEND_URL: 'http://127.0.0.1:1',
  MEDUSA_PUBLISHABLE_KEY: 'pk_test',
  SATCHEL_DATA_DIR: '/nowhere',
  SESSION_SECRET: 's'.repeat(32),
};
const sharing = { token: 't'.repeat(24), earlier: 0 };
const known = () => cookieJar({ 'satchel-device': SECRET });

function ask(
  method: 'GET' | 'POST' | 'DELETE',
  jar: ReturnType<typeof cookieJar>,
  {
    headers = {},
    answer = { kind: 'sharing', sharing },
  }: { headers?: Record<string, string>; answer?: SharingAnswer | Error } = {},
) {
  const backend = vi.fn<Wishlists['sharing']>(() =>
    answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer),
  );
  const request = new Request(`${env.ORIGIN}/api/wishlist/share`, {
    method,
    headers: { 'sec-fetch-site': 'same-origin', ...headers },
  });
  const wishlists: Wishlists = { shared: () => Promise.resolve({ kind: 'unknown' }), sharing: backend };
  const customers = { signIn: vi.fn(), signUp: vi.fn(), refresh: vi.fn() } as never;
  const response = handleSharing(
    method,
    { request, cookies: jar.cookies },
    {
      env,
      customers,
      wishlists,
      address: '203.0.113.1',
      nowMs: 1_100_000,
    },
  );
  return { response, backend };
}

it('adds the secret of the device, which the page never sees', async () => {
  const { response, backend } = ask('POST', known());
  expect(await (await response).json()).toMatchObject({ sharing });
  expect(backend).toHaveBeenCalledWith('POST', { secret: SECRET, address: '203.0.113.1' });
  expect((await response).headers.get('cache-control')).toBe('no-store');
});

it('speaks for a customer only while that one is signed in here', async () => {
  const jar = known();
  writeSession(jar.cookies, env, {
    token: 'jwt',
    issuedAt: 1_000,
    expiresAt: 2_000,
    principal: ADA,
    email: 'ada@example.com',
  });
  const own = ask('POST', jar, { headers: { 'x-satchel-principal': ADA } });
  expect((await own.response).status).toBe(200);
  expect(own.backend).toHaveBeenCalledWith('POST', expect.objectContaining({ principal: ADA, token: 'jwt' }));
  for (const headers of [{ 'x-satchel-principal': 'b'.repeat(64) }, { 'x-satchel-known': 'c'.repeat(32) }]) {
    const other = ask('POST', jar, { headers });
    expect((await other.response).status).toBe(403);
    expect(other.backend).not.toHaveBeenCalled();
  }
});

it('keeps other sites out', async () => {
  const { response, backend } = ask('DELETE', known(), { headers: { 'sec-fetch-site': 'cross-site' } });
  expect((await response).status).toBe(403);
  expect(backend).not.toHaveBeenCalled();
});

it('knows that a browser the shop has never heard of shares nothing', async () => {
  const { response, backend } = ask('GET', cookieJar());
  expect(await (await response).json()).toMatchObject({ sharing: { token: null, earlier: 0 } });
  expect((await ask('POST', cookieJar()).response).status).toBe(409);
  expect(backend).not.toHaveBeenCalled();
});

it('passes on a refusal, and says so when the backend is away', async () => {
  const refusal = { kind: 'refused', status: 429, code: 'too_many', message: 'later' } as const;
  const refused = await ask('POST', known(), { answer: refusal }).response;
  expect({ status: refused.status, body: await refused.json() }).toMatchObject({
    status: 429,
    body: { error: { code: 'too_many' } },
  });
  const away = ask('POST', known(), { answer: new StorefrontError('backend_unavailable', 'away') });
  expect((await away.response).status).toBe(503);
});
