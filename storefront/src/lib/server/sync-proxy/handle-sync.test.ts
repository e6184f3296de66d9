import type { Cookies } from '@sveltejs/kit';
import { getRequest, setResponse } from '@sveltejs/kit/node';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { MAX_BODY_BYTES, syncErrorSchema } from 'sync/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startFakeBackend, type FakeBackend } from '../../../../tests/support/fake-backend';
import { createOutage } from '../backend/outage';
import type { Env } from '../env';
import { writeSession } from '../session/session-cookie';
import { handleSync } from './handle-sync';

const SECRET = 'a'.repeat(43);
const ORIGIN = 'http://localhost:8000';

let backend: FakeBackend;
let env: Env;
let seen: { headers: Record<string, unknown>; body: Record<string, unknown> }[];

beforeEach(async () => {
  seen = [];
  backend = await startFakeBackend();
  backend.onSync((request, body, response) => {
    seen.push({ headers: request.headers, body: JSON.parse(body) as Record<string, unknown> });
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"answer":1}');
  });
  env = {
    ORIGIN,
    BACKEND_URL: backend.url,
    MEDUSA_PUBLISHABLE_KEY: 'pk_test',
    SATCHEL_DATA_DIR: '/nowhere',
    SESSION_SECRET: 's'.repeat(32),
  };
});

afterEach(() => backend.close());

/** A browser's cookies: what was set is what it sends. */
function jar(initial: Record<string, string> = {}) {
  const values = new Map(Object.entries(initial));
  const set: { name: string; value: string; options: object }[] = [];
  const cookies: Cookies = {
    get: (name) => values.get(name),
    getAll: () => [...values].map(([name, value]) => ({ name, value })),
    set: (name, value, options) => {
      values.set(name, value);
      set.push({ name, value, options });
    },
    delete: (name) => void values.delete(name),
    serialize: () => '',
  };
  return { cookies, set };
}

const known = () => jar({ 'satchel-device': SECRET });

/** A header that is null is not sent. */
function post(body: BodyInit, headers: Record<string, string | null | undefined> = {}): Request {
  const all = { 'content-type': 'application/json', origin: ORIGIN, 'sec-fetch-site': 'same-origin', ...headers };
  const sent = new Headers();
  for (const [name, value] of Object.entries(all)) if (typeof value === 'string') sent.set(name, value);
  return new Request(`${ORIGIN}/api/sync`, { method: 'POST', body, headers: sent });
}

const errorOf = async (response: Response) => syncErrorSchema.parse(await response.json());

describe('POST /api/sync', () => {
  test('adds secret and key, and relays the answer', async () => {
    const response = await handleSync({ request: post('{"requestId":"r1","secret":"forged"}'), ...known() }, env);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ answer: 1 });
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(seen[0]?.body).toEqual({ requestId: 'r1', secret: SECRET });
    expect(seen[0]?.headers['x-publishable-api-key']).toBe('pk_test');
    expect(seen[0]?.headers['cookie']).toBeUndefined();
  });

  test('relays refusals with their Retry-After', async () => {
    backend.onSync((_request, _body, response) => {
      response
        .writeHead(429, { 'content-type': 'application/json; charset=utf-8', 'retry-after': '7' })
        .end('{"no":1}');
    });
    const response = await handleSync({ request: post('{}'), ...known() }, env);
    expect([response.status, response.headers.get('retry-after'), await response.json()]).toEqual([
      429,
      '7',
      { no: 1 },
    ]);
  });

  test('does nothing for a browser without a secret, and gives it none: two lanes at once would get two', async () => {
    const { cookies, set } = jar();
    const first = await handleSync({ request: post('{"requestId":"r1"}'), cookies }, env);
    expect(first.status).toBe(425);
    expect(await errorOf(first)).toMatchObject({ requestId: 'r1', error: { code: 'busy' } });
    expect([seen, set]).toEqual([[], []]);
  });

  test('renews the cookie it was sent, and hands its secret on', async () => {
    const { cookies, set } = known();
    expect((await handleSync({ request: post('{}'), cookies }, env)).status).toBe(200);
    expect(seen[0]?.body['secret']).toBe(SECRET);
    expect(set[0]).toMatchObject({
      name: 'satchel-device',
      value: SECRET,
      options: { httpOnly: true, sameSite: 'lax', secure: false, path: '/', maxAge: 34_560_000 },
    });
  });

  test('marks the cookie for https and this host only where the shop has https', async () => {
    const { cookies, set } = jar({ '__Host-satchel-device': SECRET });
    const secure = { ...env, ORIGIN: 'https://shop.example.com' };
    await handleSync({ request: post('{}', { origin: secure.ORIGIN }), cookies }, secure);
    expect(set[0]).toMatchObject({ name: '__Host-satchel-device', options: { secure: true, path: '/' } });
  });

  test('takes no secret we could not have made', async () => {
    const { cookies } = jar({ 'satchel-device': 'short' });
    expect((await handleSync({ request: post('{}'), cookies }, env)).status).toBe(425);
  });

  test('serves the shop under another name of the same host, where the browser vouches for the page', async () => {
    const response = await handleSync({ request: post('{}', { origin: 'http://127.0.0.1:8000' }), ...known() }, env);
    expect(response.status).toBe(200);
  });

  test.each([
    { origin: 'https://evil.example', 'sec-fetch-site': null },
    { origin: 'null', 'sec-fetch-site': null },
    { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'none' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])('refuses %o', async (headers) => {
    const response = await handleSync({ request: post('{}', headers), ...known() }, env);
    expect(response.status).toBe(403);
    expect(seen).toEqual([]);
  });

  test('refuses a body above the limit, whether it says so or not', async () => {
    const large = JSON.stringify({ text: 'x'.repeat(MAX_BODY_BYTES) });
    const announced = await handleSync(
      { request: post(large, { 'content-length': String(large.length) }), ...known() },
      env,
    );
    expect([announced.status, (await errorOf(announced)).error.code]).toEqual([413, 'too_large']);
    const silent = await handleSync({ request: post(large), ...known() }, env);
    expect(silent.status).toBe(413);
    expect(seen).toEqual([]);
  });

  test('answers an endless body instead of cutting the connection', async () => {
    const server = createServer((incoming, outgoing) => {
      void (async () => {
        const request = await getRequest({ request: incoming, base: ORIGIN, bodySizeLimit: 512 * 1024 });
        await setResponse(outgoing, await handleSync({ request, ...known() }, env));
      })();
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const chunk = new Uint8Array(64 * 1024).fill(32);
    const endless = new ReadableStream({ pull: (controller) => controller.enqueue(chunk) });
    // Node asks for `duplex` with a streamed body; the browser's types do not know it.
    const init: RequestInit & { duplex: 'half' } = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: endless,
      duplex: 'half',
    };
    const response = await fetch(`http://127.0.0.1:${port}/api/sync`, init);
    expect([response.status, (await errorOf(response)).error.code]).toEqual([413, 'too_large']);
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });

  test.each(['text/plain', 'application/xml', 'application/jsonp', ''])('refuses the content type %j', async (type) => {
    const response = await handleSync({ request: post('{}', { 'content-type': type || null }), ...known() }, env);
    expect([response.status, (await errorOf(response)).error]).toMatchObject([
      400,
      { code: 'invalid_request', field: 'content-type' },
    ]);
    expect(seen).toEqual([]);
  });

  describe('what belongs to a customer', () => {
    const principal = 'a'.repeat(64);
    const session = { token: 'their.token', issuedAt: 1_000, expiresAt: 2_000, principal, email: 'anna@example.com' };
    const now = () => 1_100_000;
    const body = JSON.stringify({ requestId: 'r1', principal });
    const signedIn = () => {
      const { cookies } = known();
      writeSession(cookies, env, session);
      return { cookies };
    };

    test('goes out with the token of who is signed in', async () => {
      const response = await handleSync({ request: post(body), ...signedIn() }, env, { now });
      expect(response.status).toBe(200);
      expect(seen[0]?.headers['authorization']).toBe('Bearer their.token');
    });

    test.each([
      ['nobody is signed in', known, now],
      ['the session is over', signedIn, () => 2_000_000],
      ['the cookie was tampered with', () => jar({ 'satchel-device': SECRET, 'satchel-session': 'A'.repeat(80) }), now],
    ])('stays on the device when %s', async (_name, cookies, at) => {
      const response = await handleSync({ request: post(body), ...cookies() }, env, { now: at });
      expect([response.status, await errorOf(response)]).toMatchObject([
        403,
        { requestId: 'r1', error: { code: 'wrong_principal', field: 'principal' } },
      ]);
      expect(seen).toEqual([]);
    });

    test('never goes out as somebody else', async () => {
      const others = JSON.stringify({ requestId: 'r1', principal: 'b'.repeat(64) });
      const response = await handleSync({ request: post(others), ...signedIn() }, env, { now });
      expect(response.status).toBe(403);
      expect(seen).toEqual([]);
    });

    test('what belongs to the device alone goes without the token', async () => {
      for (const own of ['{"requestId":"r1"}', '{"requestId":"r1","principal":null}'])
        await handleSync({ request: post(own), ...signedIn() }, env, { now });
      expect(seen.map(({ headers }) => headers['authorization'])).toEqual([undefined, undefined]);
    });
  });

  describe('what belongs to the device alone', () => {
    const [before, after] = ['default', 'e'.repeat(32)];
    const from = (mark: string | null, cookie: string, body: object = { requestId: 'r1', principal: null }) => {
      const { cookies } = jar({ 'satchel-device': SECRET, 'satchel-known': cookie });
      return handleSync({ request: post(JSON.stringify(body), { 'x-satchel-known': mark }), cookies }, env);
    };

    test.each([
      [before, before],
      [after, after],
      // A page of a build that did not say it knows the first database only.
      [null, before],
    ])('goes out from the database %j while the device is %j', async (mark, cookie) => {
      expect((await from(mark, cookie)).status).toBe(200);
    });

    test.each([
      [before, after],
      [after, 'f'.repeat(32)],
      [after, before],
      [null, after],
    ])('stays in the database %j when the device has become %j', async (mark, cookie) => {
      const response = await from(mark, cookie);
      expect([response.status, await errorOf(response)]).toMatchObject([
        403,
        { requestId: 'r1', error: { code: 'wrong_principal', field: 'x-satchel-known' } },
      ]);
      expect(seen).toEqual([]);
    });

    test('keeps its mark while it is used', async () => {
      const { cookies, set } = jar({ 'satchel-device': SECRET, 'satchel-known': after });
      await handleSync({ request: post('{"requestId":"r1"}', { 'x-satchel-known': after }), cookies }, env);
      expect(set.map(({ name, value }) => [name, value])).toEqual([
        ['satchel-device', SECRET],
        ['satchel-known', after],
      ]);
    });
  });

  test('refuses a body that is all depth', async () => {
    const body = `{"requestId":"r1","args":${'['.repeat(30_000)}${']'.repeat(30_000)}}`;
    const response = await handleSync({ request: post(body), ...known() }, env);
    expect([response.status, await errorOf(response)]).toMatchObject([
      400,
      { requestId: 'r1', error: { code: 'invalid_request', field: 'body' } },
    ]);
  });

  test.each(['', 'not json', '[]', 'null', '"text"', '{"open":', new Uint8Array([0x7b, 0xff, 0x7d])])(
    'refuses the body %j',
    async (body) => {
      const response = await handleSync({ request: post(body), ...known() }, env);
      expect([response.status, (await errorOf(response)).error.code]).toEqual([400, 'malformed_json']);
    },
  );

  test('says busy when the backend is dead, silent, or answers with a page', async () => {
    const outages: unknown[] = [];
    const outage = createOutage('Sync', (problem) => outages.push(problem));
    const busy = async (timeoutMs?: number) => {
      const response = await handleSync({ request: post('{"requestId":"r9"}'), ...known() }, env, {
        outage,
        ...(timeoutMs !== undefined && { timeoutMs }),
      });
      const { requestId, error } = await errorOf(response);
      return [response.status, response.headers.get('retry-after'), requestId, error.code];
    };
    const expected = [503, '2', 'r9', 'busy'];
    backend.onSync((_request, _body, response) => void response.writeHead(502).end('<h1>Bad gateway</h1>'));
    expect(await busy()).toEqual(expected);
    backend.onSync(() => undefined);
    expect(await busy(50)).toEqual(expected);
    await backend.close();
    expect(await busy()).toEqual(expected);
    expect(outages).toHaveLength(1);
    expect(inspect(outages)).not.toMatch(new RegExp(`${SECRET}|r9`));
  });
});
