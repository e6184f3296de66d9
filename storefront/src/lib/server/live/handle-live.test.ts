import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Env } from '../env';
import { writeSession } from '../session/session-cookie';
import { cookieJar } from '../session/test-cookies';
import { handleLive } from './handle-live';

const SECRET = 'd'.repeat(43);

let server: Server;
let env: Env;
let asked: IncomingMessage[];
let answer: (response: ServerResponse) => void;
let stop: AbortController;

beforeEach(async () => {
  asked = [];
  answer = (response) => response.writeHead(200, { 'content-type': 'text/event-stream' }).write(':\n\n');
  server = createServer((request, response) => {
    asked.push(request);
    answer(response);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  stop = new AbortController();
  env = {
    ORIGIN: 'http://localhost:8000',
    BACKEND_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    MEDUSA_PUBLISHABLE_KEY: 'pk_test',
    SATCHEL_DATA_DIR: '/nowhere',
    SESSION_SECRET: 's'.repeat(32),
  };
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const known = () => cookieJar({ 'satchel-device': SECRET });

function ask({ cookies } = known(), { site = 'same-origin', signal = new AbortController().signal } = {}) {
  const request = new Request(`${env.ORIGIN}/api/live`, { headers: { 'sec-fetch-site': site }, signal });
  return handleLive({ request, cookies }, env, { stopping: stop.signal, now: () => 1_100_000 });
}

/** Reads on until the text is there, or the stream ends. */
async function readUntil(response: Response, wanted: string): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.includes(wanted)) break;
  }
  return text;
}

test('passes on what the backend says, as it comes, and adds who asks', async () => {
  let say: (text: string) => void = () => undefined;
  answer = (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write(':\n\n');
    say = (text) => response.write(text);
  };
  const response = await ask();
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  expect(response.headers.get('cache-control')).toBe('no-store, no-transform');
  say('data: poke\n\n');
  expect(await readUntil(response, 'poke')).toBe(':\n\ndata: poke\n\n');
  const headers: IncomingMessage['headers'] = asked[0]?.headers ?? {};
  expect([headers['x-satchel-device'], headers['x-publishable-api-key']]).toEqual([SECRET, 'pk_test']);
  expect([headers.authorization, headers.cookie]).toEqual([undefined, undefined]);
});

test('says who is signed in', async () => {
  const jar = known();
  const principal = 'a'.repeat(64);
  writeSession(jar.cookies, env, { token: 'a.b.c', issuedAt: 1_000, expiresAt: 2_000, principal, email: 'a@b.c' });
  await ask(jar);
  expect(asked[0]?.headers.authorization).toBe('Bearer a.b.c');
});

test('closes the backend’s end when the reader leaves', async () => {
  const response = await ask();
  const closed = once(asked[0]?.socket ?? server, 'close');
  await response.body?.cancel();
  await closed;
});

test('closes the backend’s end when the browser goes', async () => {
  const browser = new AbortController();
  await ask(known(), { signal: browser.signal });
  const closed = once(asked[0]?.socket ?? server, 'close');
  browser.abort();
  await closed;
});

test('ends when the server is asked to stop', async () => {
  const response = await ask();
  stop.abort();
  expect(await readUntil(response, 'never')).toMatch(/^(:\n\n)?$/);
});

test('just ends when the backend dies', async () => {
  const response = await ask();
  server.closeAllConnections();
  expect(await readUntil(response, 'never')).toMatch(/^(:\n\n)?$/);
});

test('another site hears nothing, and a browser without a device has nothing to hear', async () => {
  expect((await ask(known(), { site: 'cross-site' })).status).toBe(403);
  expect((await ask(cookieJar())).status).toBe(204);
  expect(asked).toEqual([]);
});

test.each([
  ['is full', (response: ServerResponse) => void response.writeHead(503, { 'retry-after': '60' }).end(), '60'],
  ['is broken', (response: ServerResponse) => void response.writeHead(500).end('<h1>'), '15'],
  ['is another server', (response: ServerResponse) => void response.writeHead(200).end('<h1>'), '15'],
  ['is dead', (response: ServerResponse) => void response.destroy(), '15'],
])('is unavailable when the backend %s', async (_name, how, retryAfter) => {
  answer = how;
  const response = await ask();
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, retryAfter]);
});
