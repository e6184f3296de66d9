import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createBackendSearch, type BackendSearch } from './backend-search';

let server: Server;
let answer: RequestListener;
let asked: string[];
let nowMs: number;
let problems: string[];
let search: BackendSearch;

beforeEach(async () => {
  asked = [];
  problems = [];
  nowMs = 1_000;
  answer = (_request, response) => void response.end(JSON.stringify({ ids: ['prod_2', 'prod_1'], engine: 'postgres' }));
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  search = createBackendSearch({
    backendUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    catalog: 'eu-de',
    now: () => nowMs,
    outage: { failed: () => problems.push('failed'), ended: () => problems.push('ended') },
  });
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

test('asks for the text and gives the ids in their order', async () => {
  expect(await search('rote & "tasche"')).toEqual(['prod_2', 'prod_1']);
  expect(asked).toEqual(['/catalog/eu-de/search?q=rote+%26+%22tasche%22&limit=1000']);
});

test.each<[string, RequestListener]>([
  ['broken', (_request, response) => void response.writeHead(500).end()],
  ['not what was asked for', (_request, response) => void response.end('{"ids":[7],"engine":"postgres"}')],
  ['no JSON', (_request, response) => void response.end('<html>')],
  ['cut off', (request) => void request.socket.destroy()],
  ['not coming', () => undefined],
])('gives up on an answer that is %s, and leaves the backend alone for a while', async (_what, broken) => {
  const good = answer;
  answer = broken;
  expect(await search('lamp')).toBeNull();
  expect(await search('lamp')).toBeNull();
  expect(asked).toHaveLength(1);
  answer = good;
  nowMs += 5_000;
  expect(await search('lamp')).toEqual(['prod_2', 'prod_1']);
  expect(await search('lamp')).toEqual(['prod_2', 'prod_1']);
  expect(problems[0]).toBe('failed');
  expect(problems.at(-1)).toBe('ended');
});

test('one alone tries whether it answers again', async () => {
  const good = answer;
  answer = (_request, response) => void response.writeHead(500).end();
  await search('lamp');
  nowMs += 5_000;
  answer = good;
  const answers = await Promise.all([search('lamp'), search('lamp'), search('lamp')]);
  expect(answers).toEqual([['prod_2', 'prod_1'], null, null]);
  expect(asked).toHaveLength(2);
});

test('an index that is still being filled is no outage', async () => {
  answer = (_request, response) => void response.writeHead(503).end();
  expect(await search('lamp')).toBeNull();
  expect(await search('lamp')).toBeNull();
  expect(asked).toHaveLength(1);
  expect(problems).not.toContain('failed');
});
