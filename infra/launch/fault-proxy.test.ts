import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startFaultProxy, type FaultProxy } from './fault-proxy.ts';

let server: Server;
let proxy: FaultProxy;
let served: string[];

beforeEach(async () => {
  served = [];
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      served.push(`${request.method} ${request.url} ${Buffer.concat(chunks).toString()}`);
      response
        .writeHead(200, { 'set-cookie': ['a=1', 'b=2'], host: request.headers.host ?? '' })
        .end('x'.repeat(2_000));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  proxy = await startFaultProxy({ target: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});

afterEach(async () => {
  await proxy.close();
  server.closeAllConnections();
  server.close();
});

const post = (path: string, signal?: AbortSignal) =>
  fetch(proxy.url + path, { method: 'POST', body: 'hello', ...(signal && { signal }) });

test('up: bodies, repeated headers and the host arrive as sent', async () => {
  const response = await post('/a?b=c');
  expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  expect(response.headers.get('host')).toBe(`127.0.0.1:${proxy.port}`);
  expect(await response.text()).toHaveLength(2_000);
  expect(served).toEqual(['POST /a?b=c hello']);
});

test('down: refused, and the same port answers again after up', async () => {
  await post('/before');
  await proxy.set({ mode: 'down' });
  await expect(post('/during')).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
  await proxy.set({ mode: 'up' });
  expect((await post('/after')).status).toBe(200);
  expect(served).toEqual(['POST /before hello', 'POST /after hello']);
});

test('overheard: an answer that arrived, whole and with its headers, until nobody listens', async () => {
  const heard: string[] = [];
  const stop = proxy.overhear(({ method, path, headers, body }) =>
    heard.push(`${method} ${path} ${headers['set-cookie']?.join()} ${body.length}`),
  );
  expect(await (await post('/a?b=c')).text()).toHaveLength(2_000);
  await proxy.set({ mode: 'lost-reply', times: 1 });
  await expect(post('/lost')).rejects.toThrow();
  stop();
  await (await post('/later')).text();
  expect(heard).toEqual(['POST /a?b=c a=1,b=2 2000']);
});

test('blackhole: accepted, never answered, freed by up', async () => {
  await proxy.set({ mode: 'blackhole' });
  const held = post('/held');
  const outcome = held.then(
    () => 'answered',
    () => 'broken',
  );
  await proxy.whenSeen('held', 1);
  expect(served).toEqual([]);
  await proxy.set({ mode: 'up' });
  expect(await outcome).toBe('broken');
});

test('lost reply: the server did it, the client never hears, as often as asked and where asked', async () => {
  await proxy.set({ mode: 'lost-reply', times: 1 }, { path: '/sync', method: 'POST' });
  expect((await post('/other')).status).toBe(200);
  await expect(post('/sync')).rejects.toThrow();
  expect((await post('/sync')).status).toBe(200);
  expect(served).toEqual(['POST /other hello', 'POST /sync hello', 'POST /sync hello']);
  expect(proxy.passages.map(({ outcome }) => outcome)).toEqual(['answered', 'lost', 'answered']);
});

test('held reply: the server did it, the answer waits until another fault is set', async () => {
  await proxy.set({ mode: 'held-reply' }, { path: '/sync' });
  const answer = post('/sync');
  await proxy.whenSeen('held', 1);
  expect(served).toEqual(['POST /sync hello']);
  await proxy.set({ mode: 'up' });
  expect((await answer).status).toBe(200);
});

test('held reply, once: the next answer passes', async () => {
  await proxy.set({ mode: 'held-reply', times: 1 });
  const first = post('/first');
  await proxy.whenSeen('held', 1);
  expect((await post('/second')).status).toBe(200);
  await proxy.set({ mode: 'up' });
  expect((await first).status).toBe(200);
  expect(proxy.passages.map(({ path, outcome }) => [path, outcome])).toEqual([
    ['/first', 'held'],
    ['/second', 'answered'],
  ]);
});

test('status: the proxy answers itself', async () => {
  await proxy.set({ mode: 'status', status: 503, headers: { 'retry-after': '7' } }, { path: /sync$/ });
  const response = await post('/api/sync');
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '7']);
  expect(served).toEqual([]);
});

test('slow: latency and rate are kept', async () => {
  await proxy.set({ mode: 'slow', latencyMs: 100, bytesPerSecond: 10_000 });
  const startedAt = performance.now();
  await (await post('/slow')).text();
  expect(performance.now() - startedAt).toBeGreaterThan(280);
});

test('a dead server behind the proxy breaks the connection', async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
  await expect(post('/x')).rejects.toThrow();
  await proxy.whenSeen('failed', 1);
});
