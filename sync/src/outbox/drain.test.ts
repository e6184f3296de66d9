import { beforeEach, describe, expect, it } from 'vitest';
import type { Answer } from '../ports/transport.js';
import type { PageSyncRequest } from '../protocol/sync-request.js';
import { MAGIC } from '../protocol/version.js';
import { FakeClock, json, LedgerServer, MemoryLaneStore, seededRandom } from '../testing/index.js';
import { takeAnswer } from './answer.js';
import { append } from './append.js';
import { shownNotices } from './shown-notices.js';
import { drainLane, REQUEST_TIMEOUT_MS } from './drain.js';
import { MAX_MUTATIONS } from '../protocol/limits.js';

let store: MemoryLaneStore;
let server: LedgerServer;
let clock: FakeClock;
let secret: string;
let requests: PageSyncRequest[];
/** Answers in the server's place, one request each; null lets it through. */
let instead: Array<((request: PageSyncRequest) => Answer | Promise<Answer>) | null>;
let stop: AbortController;
/** Whether the file that understands answers can be had. */
let isFileThere: boolean;
let loads: number;
const random = seededRandom(3);

beforeEach(() => {
  store = new MemoryLaneStore();
  server = new LedgerServer();
  clock = new FakeClock();
  secret = 'first'.padEnd(32, '.');
  requests = [];
  instead = [];
  stop = new AbortController();
  isFileThere = true;
  loads = 0;
});

const add = (variantId: string, quantity: number) =>
  store.change(
    'cart',
    append({ lane: 'cart', uuid: random.uuid(), intent: { kind: 'cart.add', args: { variantId, quantity } } }, random),
  );

function drain(pull = false) {
  const transport = {
    post: async (request: PageSyncRequest) => {
      requests.push(request);
      const answer = instead.shift();
      return answer ? answer(request) : server.handle(request, secret);
    },
  };
  return drainLane(
    {
      store,
      transport,
      clock,
      random,
      lane: 'cart',
      region: 'eu',
      principal: null,
      mayBeKnown: () => true,
      loadAnswering: async () => {
        loads += 1;
        if (!isFileThere) throw new TypeError('no network');
        return { takeAnswer };
      },
      signal: stop.signal,
    },
    { pull, onState: () => {} },
  );
}

const text = (status: number): Answer => ({ status, contentType: 'text/html', retryAfterMs: null, body: '<html>' });
const error =
  (code: string, status: number, more: object = {}) =>
  (request: PageSyncRequest) =>
    json(status, { magic: MAGIC, requestId: request.requestId, error: { code, message: code }, ...more });
const quantities = () => Object.fromEntries([...server.lines(secret)].map(([id, line]) => [id, line.quantity]));

describe('drainLane', () => {
  it('asks nothing when nothing is queued, unless told to look', async () => {
    expect(await drain()).toEqual({ kind: 'done' });
    expect(requests).toHaveLength(0);
    expect(await drain(true)).toEqual({ kind: 'done' });
    expect(requests).toHaveLength(1);
  });

  it('sends a long queue in several requests, one after the other', async () => {
    for (let i = 0; i < MAX_MUTATIONS + 5; i++) await add(i % 2 ? 'v1' : 'v2', 1);
    expect(await drain()).toEqual({ kind: 'done' });
    expect(requests.map((request) => request.mutations.length)).toEqual([MAX_MUTATIONS, 5]);
    expect(quantities()).toEqual({ v1: 52, v2: 53 });
  });

  it('has marked the rows as sent before the request leaves', async () => {
    await add('v1', 1);
    const sentAtRequest: number[] = [];
    instead = [
      (request) => {
        sentAtRequest.push(...store.state.rows.map((row) => row.sent));
        return server.handle(request, secret);
      },
    ];
    await drain();
    expect(sentAtRequest).toEqual([1]);
  });

  it('gives up on a request that nobody answers', async () => {
    await add('v1', 1);
    instead = [() => new Promise(() => {})];
    const outcome = drain();
    await expect.poll(() => requests.length).toBe(1);
    clock.advance(REQUEST_TIMEOUT_MS);
    expect(await outcome).toEqual({ kind: 'retry', reason: 'offline', retryAfterMs: null });
    expect(store.state.rows).toHaveLength(1);
  });

  it('stops in the middle when the engine is closed', async () => {
    await add('v1', 1);
    instead = [() => new Promise(() => {})];
    const outcome = drain();
    await expect.poll(() => requests.length).toBe(1);
    stop.abort(new Error('closed'));
    await expect(outcome).rejects.toThrow('closed');
  });

  it.each<[string, Answer, object]>([
    ['a portal', text(200), { kind: 'retry', reason: 'server' }],
    ['other JSON', json(200, { ok: true }), { kind: 'retry', reason: 'server' }],
    ['half an answer', { ...json(200, {}), body: '{"magic":' }, { kind: 'retry', reason: 'server' }],
    ['500', json(500, {}), { kind: 'retry', reason: 'server' }],
    ['400', json(400, {}), { kind: 'retry', reason: 'server' }],
    ['408', json(408, {}), { kind: 'retry', reason: 'server' }],
    ['409 of somebody else', json(409, {}), { kind: 'retry', reason: 'server' }],
    ['425', json(425, {}), { kind: 'retry', reason: 'server' }],
    ['503', { ...json(503, {}), retryAfterMs: 2000 }, { kind: 'retry', reason: 'busy', retryAfterMs: 2000 }],
    ['429', { ...json(429, {}), retryAfterMs: 7000 }, { kind: 'retry', reason: 'busy', retryAfterMs: 7000 }],
    ['401', json(401, {}), { kind: 'paused', reason: 'sign-in' }],
    ['403', json(403, {}), { kind: 'paused', reason: 'sign-in' }],
  ])('keeps every row on %s', async (_name, answer, outcome) => {
    await add('v1', 1);
    const before = store.state.rows.length;
    instead = [() => answer];
    expect(await drain()).toMatchObject(outcome);
    expect(store.state.rows).toHaveLength(before);
    expect(await drain()).toEqual({ kind: 'done' });
    expect(quantities()).toEqual({ v1: 1 });
  });

  it.each([
    ['a portal', text(200)],
    ['a proxy without a server', text(502)],
    ['a proxy that asks who it is', text(407)],
    ['a server in trouble', json(500, {})],
    ['a server that is busy', { ...json(429, {}), retryAfterMs: 7000 }],
  ])('loads nothing for %s', async (_name, answer) => {
    await add('v1', 3);
    instead = [() => answer];
    await drain();
    expect(loads).toBe(0);
  });

  it('takes an answer it cannot understand for lost, and sends the same again once it can', async () => {
    await add('v1', 3);
    isFileThere = false;
    expect(await drain()).toEqual({ kind: 'retry', reason: 'offline', retryAfterMs: null });
    expect(quantities()).toEqual({ v1: 3 });
    expect((await store.read('cart')).rows).toMatchObject([{ mid: 1, sent: 1 }]);
    isFileThere = true;
    expect(await drain()).toEqual({ kind: 'done' });
    expect(quantities()).toEqual({ v1: 3 });
    expect((await store.read('cart')).rows).toEqual([]);
  });

  it('does not believe an error that names another request', async () => {
    await add('v1', 1);
    instead = [(request) => error('wrong_secret', 403)({ ...request, requestId: random.uuid() })];
    const { clientId } = store.state.device ?? {};
    expect(await drain()).toEqual({ kind: 'paused', reason: 'sign-in' });
    expect(store.state.device?.clientId).toBe(clientId);
  });

  it('brings the cart along when the cookie was lost', async () => {
    await add('v1', 3);
    await drain();
    secret = 'second'.padEnd(32, '.');
    await add('v2', 2);
    expect(await drain()).toEqual({ kind: 'done' });
    expect(quantities()).toEqual({ v1: 3, v2: 2 });
    expect(store.state.rows).toEqual([]);
  });

  it('brings the cart along when the cookie was lost and the server has forgotten the lane, with changes queued', async () => {
    await add('v1', 3);
    await drain();
    secret = 'second'.padEnd(32, '.');
    server.prune();
    await add('v2', 2);
    expect(await drain()).toEqual({ kind: 'done' });
    expect(quantities()).toEqual({ v1: 3, v2: 2 });
    expect(store.state.rows).toEqual([]);
  });

  it('adds nothing again when the server has forgotten only the lane', async () => {
    await add('v1', 3);
    await drain();
    server.prune();
    await add('v2', 2);
    expect(await drain()).toEqual({ kind: 'done' });
    expect(quantities()).toEqual({ v1: 3, v2: 2 });
  });

  it('asks first under a new name, also when the answer to that is lost', async () => {
    await add('v1', 3);
    await drain();
    secret = 'second'.padEnd(32, '.');
    server.prune();
    await add('v2', 2);
    const lost = (): Promise<never> => Promise.reject(new Error('offline'));
    instead = [(request) => server.handle(request, secret), lost];
    expect(await drain()).toMatchObject({ kind: 'retry', reason: 'offline' });
    expect(requests.at(-1)).toMatchObject({ mutations: [] });
    expect(await drain()).toEqual({ kind: 'done' });
    expect(quantities()).toEqual({ v1: 3, v2: 2 });
  });

  it('does not multiply itself when a server that knows its cart refuses every name', async () => {
    await add('v1', 1);
    await drain();
    await add('v2', 1);
    const known = (request: PageSyncRequest) => server.handle(request, secret);
    const refused = error('forked', 409, { lastMid: 1, effective: [] });
    instead = [refused, known, refused, known, refused, known];
    requests.length = 0;
    expect(await drain()).toMatchObject({ kind: 'retry', reason: 'server' });
    expect(requests).toHaveLength(3);
  });

  it('does not multiply itself when the server never accepts a secret', async () => {
    await add('v1', 3);
    const never = error('wrong_secret', 403);
    instead = [never, never, never, never];
    expect(await drain()).toMatchObject({ kind: 'retry', reason: 'server' });
    expect(requests).toHaveLength(2);
    expect(store.state.rows).toMatchObject([{ args: { variantId: 'v1', quantity: 3 } }]);
  });

  it('goes on under a new name when a copy of the device was at work', async () => {
    await add('v1', 1);
    await drain();
    await add('v1', 2);
    instead = [error('forked', 409, { lastMid: 1 })];
    await drain();
    expect(quantities()).toEqual({ v1: 1 });
    expect(shownNotices(store.state)).toMatchObject([{ kind: 'review', data: { intent: { args: { quantity: 2 } } } }]);
    expect(store.state.base?.snapshot.lines).toMatchObject([{ quantity: 1 }]);
  });

  it('follows a server that was restored to an older state', async () => {
    await add('v1', 1);
    await drain();
    const backup = server.backup();
    await add('v2', 1);
    await drain();
    server.restore(backup, 'epoch-2');
    await add('v3', 1);
    expect(await drain()).toEqual({ kind: 'done' });
    expect(quantities()).toEqual({ v1: 1, v3: 1 });
    expect(store.state.base).toMatchObject({ epoch: 'epoch-2' });
  });

  it('waits when the order does not fit although the server is not behind', async () => {
    await add('v1', 1);
    const { clientId } = store.state.device ?? {};
    instead = [error('out_of_order', 409, { lastMid: 0 })];
    expect(await drain()).toMatchObject({ kind: 'retry', reason: 'server' });
    expect(store.state.device?.clientId).toBe(clientId);
  });

  it('halves a request that is too large', async () => {
    for (let i = 0; i < 4; i++) await add(`v${i}`, 1);
    instead = [error('too_large', 413), error('too_large', 413)];
    expect(await drain()).toEqual({ kind: 'done' });
    expect(requests.map((request) => request.mutations.length)).toEqual([4, 2, 1, 1, 1, 1]);
  });

  it('keeps an intent that only a newer server understands, and those behind it', async () => {
    await add('v1', 1);
    await store.change('cart', (state) => ({
      state: { ...state, rows: state.rows.map((row) => ({ ...row, kind: 'cart.later' })) },
      result: null,
    }));
    await add('v2', 1);
    expect(await drain()).toEqual({ kind: 'paused', reason: 'update-needed' });
    expect(store.state.rows.map((row) => row.kind)).toEqual(['cart.later', 'cart.add']);
  });

  it('does not spin on a server that acknowledges nothing', async () => {
    await add('v1', 1);
    const idle = (request: PageSyncRequest) => server.handle({ ...request, mutations: [] }, secret);
    instead = [idle, idle, idle];
    expect(await drain()).toMatchObject({ kind: 'retry', reason: 'server' });
    expect(requests).toHaveLength(1);
  });
});
