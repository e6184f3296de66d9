import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, describe, expect, it } from 'vitest';
import { openDatabase } from './db/index.js';
import { createEngine, type Engine } from './engine.js';
import * as later from './later.js';
import type { Transport } from './ports/transport.js';
import { SyncError } from './errors.js';
import { append } from './outbox/append.js';
import { ADOPT_MS, POLL_MS } from './outbox/courier.js';
import {
  FakeClock,
  FakeLifecycle,
  FakeLive,
  FakeLock,
  LedgerServer,
  MemoryLaneStore,
  noLock,
  seededRandom,
} from './testing/index.js';
import type { CartView } from './view.js';
import type { SyncStatus } from './status.js';
import type { Notice } from './protocol/sync-reply.js';

const SECRET = 's'.repeat(32);

/** Lets promises that are due run; the clock stands still. */
const settle = async () => {
  for (let turn = 0; turn < 200; turn++) await Promise.resolve();
};

/** One browser: a database, its locks, any number of tabs, and a server. */
function browser() {
  const indexedDb = { indexedDB: new IDBFactory(), IDBKeyRange };
  const server = new LedgerServer();
  const clock = new FakeClock();
  const lock = new FakeLock();
  const closers: Array<() => void> = [];
  let seed = 0;
  const network: { post: Transport['post']; requests: number } = {
    requests: 0,
    post: (request) => Promise.resolve(server.handle(request, SECRET)),
  };
  const transport: Transport = {
    post: (request, signal) => {
      network.requests++;
      return network.post(request, signal);
    },
  };

  function tab() {
    const db = openDatabase('test', indexedDb);
    const lifecycle = new FakeLifecycle();
    const controller = new AbortController();
    const engine = createEngine({
      db,
      transport,
      clock,
      lock,
      random: seededRandom(++seed),
      lifecycle,
      signal: controller.signal,
      region: 'eu',
      later: async () => later,
    });
    const seen: { views: CartView[]; status: SyncStatus | null; notices: Notice[] } = {
      views: [],
      status: null,
      notices: [],
    };
    engine.cart((view) => seen.views.push(view));
    engine.status((status) => (seen.status = status));
    engine.notices((notices) => (seen.notices = notices));
    closers.push(() => {
      engine.close();
      db.close();
    });
    const quantities = () =>
      Object.fromEntries((seen.views.at(-1)?.lines ?? []).map((line) => [line.variantId, line.quantity]));
    return {
      engine,
      db,
      lifecycle,
      seen,
      quantities,
      ready: () => expect.poll(() => seen.views.length).toBeGreaterThan(0),
    };
  }
  return { tab, server, clock, network, closers };
}

const open: Array<() => void> = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

function start() {
  const world = browser();
  open.push(() => world.closers.forEach((close) => close()));
  return world;
}

const addTo = (engine: Engine, variantId: string, quantity: number) =>
  engine.enqueue({ kind: 'cart.add', args: { variantId, quantity } });

describe('engine', () => {
  it('shows a change before the database has it and sends it', async () => {
    const { tab, server } = start();
    const { engine, seen, quantities, ready } = tab();
    await ready();
    const added = addTo(engine, 'v1', 2);
    expect(quantities()).toEqual({ v1: 2 });
    await added;
    await expect.poll(() => seen.status).toEqual({ state: 'saved', pending: 0, durable: true, reason: null });
    expect(server.lines(SECRET).get('v1')?.quantity).toBe(2);
    expect(seen.views.at(-1)).toMatchObject({ settled: true, estimated: false, totals: { total: 20 } });
  });

  it('never shows another number on the way to the acknowledgement', async () => {
    const { tab } = start();
    const { engine, seen, ready } = tab();
    await ready();
    for (let i = 0; i < 5; i++) await addTo(engine, 'v1', 1);
    await expect.poll(() => seen.status?.state).toBe('saved');
    const counts = seen.views.map((view) => view.count);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    expect(counts.at(-1)).toBe(5);
  });

  it('takes effect once when the reply is lost', async () => {
    const { tab, server, network, clock } = start();
    const deliver = network.post;
    let isLost = false;
    network.post = async (request, signal) => {
      const answer = await deliver(request, signal);
      if (request.mutations.length > 0 && !isLost) {
        isLost = true;
        throw new Error('reply lost');
      }
      return answer;
    };
    const { engine, seen, ready } = tab();
    await ready();
    await addTo(engine, 'v1', 4);
    await expect.poll(() => seen.status).toEqual({ state: 'local', pending: 1, durable: true, reason: 'offline' });
    expect(server.lines(SECRET).get('v1')?.quantity).toBe(4);
    clock.advance(60_000);
    await expect.poll(() => seen.status?.state).toBe('saved');
    expect(server.lines(SECRET).get('v1')?.quantity).toBe(4);
  });

  it('shows one cart in two tabs', async () => {
    const { tab } = start();
    const [left, right] = [tab(), tab()];
    await Promise.all([left.ready(), right.ready()]);
    await addTo(left.engine, 'v1', 1);
    await addTo(right.engine, 'v2', 2);
    await expect.poll(left.quantities).toEqual({ v1: 1, v2: 2 });
    await expect.poll(right.quantities).toEqual({ v1: 1, v2: 2 });
    await expect.poll(() => right.seen.status?.state).toBe('saved');
  });

  it.each([0, -1, 1.5, 1e9])('refuses quantity %s by name before anything is stored', async (quantity) => {
    const { tab } = start();
    const { engine, db, ready } = tab();
    await ready();
    await expect(addTo(engine, 'v1', quantity)).rejects.toMatchObject({ code: 'invalid_quantity', field: 'quantity' });
    expect((await db.read('cart')).rows).toEqual([]);
  });
});

describe('engine in trouble', () => {
  const add = { kind: 'cart.add', args: { variantId: 'v1', quantity: 1 } } as const;

  function withMemory(post: Transport['post'], live?: FakeLive) {
    const db = new MemoryLaneStore();
    const clock = new FakeClock();
    const lifecycle = new FakeLifecycle();
    const controller = new AbortController();
    /** When the cart asked, and when any lane did. */
    const posts: number[] = [];
    const all: number[] = [];
    const transport: Transport = {
      post: (request, signal) => {
        all.push(clock.now());
        if (request.lane === 'cart') posts.push(clock.now());
        return post(request, signal);
      },
    };
    const engine = createEngine({
      db,
      transport,
      clock,
      lock: noLock,
      random: seededRandom(5),
      lifecycle,
      ...(live && { live }),
      signal: controller.signal,
      region: 'eu',
      later: async () => later,
    });
    const seen: { view: CartView | null; statuses: SyncStatus[] } = { view: null, statuses: [] };
    engine.cart((view) => (seen.view = view));
    engine.status((status) => seen.statuses.push(status));
    open.push(() => engine.close());
    const status = () => seen.statuses.at(-1);
    return { db, clock, lifecycle, controller, posts, all, engine, seen, status };
  }
  const server = () => {
    const ledger = new LedgerServer();
    return (request: Parameters<Transport['post']>[0]) => Promise.resolve(ledger.handle(request, SECRET));
  };
  const answer =
    (status: number, retryAfterMs: number | null = null) =>
    () =>
      Promise.resolve({ status, contentType: 'text/plain', retryAfterMs, body: '' });

  it('asks for news when it is poked, and seldom otherwise', async () => {
    const live = new FakeLive();
    const { engine, posts, clock } = withMemory(server(), live);
    await settle();
    expect(live.asked).toBe(0);
    await engine.enqueue(add);
    await expect.poll(() => live.count).toBe(1);
    clock.advance(1_000);
    await settle();

    const before = posts.length;
    clock.advance(POLL_MS + 1);
    await settle();
    expect(posts.length).toBe(before);
    live.poke();
    live.poke();
    clock.advance(1_000);
    await settle();
    expect(posts.length).toBe(before + 1);

    live.isUp = false;
    live.cut();
    clock.advance(POLL_MS + 1);
    await settle();
    expect(posts.length).toBe(before + 2);
  });

  it('never says saved when the device cannot store', async () => {
    const { db, engine, seen, status } = withMemory(server());
    // The first look at the server is over.
    await settle();
    expect(status()?.state).toBe('saved');
    db.failure = new SyncError('storage_full', 'no room');
    const added = engine.enqueue(add);
    expect(status()).toMatchObject({ state: 'sending', pending: 1 });
    await expect(added).rejects.toMatchObject({ code: 'storage_full' });
    expect(status()).toEqual({ state: 'attention', pending: 0, durable: true, reason: 'storage' });
    expect(seen.view?.lines).toEqual([]);
    db.failure = null;
    await engine.enqueue(add);
    await expect.poll(status).toEqual({ state: 'saved', pending: 0, durable: true, reason: null });
  });

  it('asks to sign in on 401 and goes on when the shopper comes back', async () => {
    const healthy = server();
    let isSignedIn = false;
    const { engine, lifecycle, status } = withMemory((request) => (isSignedIn ? healthy(request) : answer(401)()));
    await engine.enqueue(add);
    await expect.poll(status).toEqual({ state: 'attention', pending: 1, durable: true, reason: 'sign-in' });
    isSignedIn = true;
    lifecycle.wake('visible');
    await expect.poll(status).toEqual({ state: 'saved', pending: 0, durable: true, reason: null });
  });

  it('waits as long as the server asks, even when the page wakes', async () => {
    const { engine, clock, lifecycle, all, status } = withMemory(answer(429, 120_000));
    await expect.poll(() => all.length).toBe(2);
    await engine.enqueue(add);
    await expect.poll(status).toEqual({ state: 'local', pending: 1, durable: true, reason: 'busy' });
    lifecycle.wake('online');
    clock.advance(119_000);
    expect(await engine.drain()).toMatchObject({ kind: 'retry', reason: 'busy', retryAfterMs: 1000 });
    expect(all).toHaveLength(2);
    clock.advance(1000);
    await expect.poll(() => all.length).toBe(3);
  });

  it('believes a browser that says it is offline for one wait, and tries at once when it is back', async () => {
    const { engine, lifecycle, posts, status } = withMemory(server());
    await expect.poll(() => posts.length).toBe(1);
    await expect.poll(() => status()?.state).toBe('saved');
    lifecycle.online = false;
    await engine.enqueue(add);
    await expect.poll(status).toEqual({ state: 'local', pending: 1, durable: true, reason: 'offline' });
    expect(posts).toHaveLength(1);
    lifecycle.online = true;
    lifecycle.wake('online');
    await expect.poll(status).toEqual({ state: 'saved', pending: 0, durable: true, reason: null });
  });

  it('does nothing by itself where there is no page, and everything when told to', async () => {
    const { db, engine, lifecycle, posts, status } = withMemory(server());
    lifecycle.visible = false;
    await expect.poll(() => status()?.state).toBe('saved');
    const before = posts.length;
    await db.change('cart', append({ lane: 'cart', uuid: seededRandom(9).uuid(), intent: add }, seededRandom(8)));
    expect(await engine.drain()).toEqual({ kind: 'done' });
    expect(posts.length).toBe(before + 1);
    expect(db.state.rows).toEqual([]);
  });

  it('sends what a tab that was closed left behind, long before it would look for news', async () => {
    const { db, clock, posts, status } = withMemory(server());
    await expect.poll(() => status()?.state).toBe('saved');
    await expect.poll(() => posts.length).toBe(1);
    await db.change('cart', append({ lane: 'cart', uuid: seededRandom(9).uuid(), intent: add }, seededRandom(8)));
    expect(status()).toEqual({ state: 'local', pending: 1, durable: true, reason: null });
    clock.advance(ADOPT_MS);
    await expect.poll(status).toEqual({ state: 'saved', pending: 0, durable: true, reason: null });
    expect(db.state.rows).toEqual([]);
  });

  it('looks again after trouble although nothing is queued', async () => {
    const healthy = server();
    let isUp = false;
    const { engine, status } = withMemory((request) => (isUp ? healthy(request) : answer(500)()));
    await expect.poll(status).toEqual({ state: 'saved', pending: 0, durable: true, reason: 'server' });
    await engine.drain();
    expect(status()?.reason).toBe('server');
    isUp = true;
    await engine.drain();
    expect(status()).toEqual({ state: 'saved', pending: 0, durable: true, reason: null });
  });

  it('tells nothing after it was closed', async () => {
    const { engine, controller, seen, status } = withMemory(server());
    await expect.poll(() => status()?.state).toBe('saved');
    const told = seen.statuses.length;
    controller.abort();
    await expect(engine.enqueue(add)).rejects.toMatchObject({ code: 'closed' });
    expect(await engine.drain()).toEqual({ kind: 'closed' });
    expect(seen.statuses).toHaveLength(told);
  });

  it('estimates while something is pending and says so', async () => {
    const { engine, seen } = withMemory(answer(503));
    const hint = {
      productId: 'p',
      productTitle: 'Kettle',
      productHandle: 'kettle',
      variantTitle: 'Moss',
      image: null,
      unitPrice: { amount: 19.99, currency: 'eur' },
    };
    await engine.enqueue({ kind: 'cart.add', args: { variantId: 'v1', quantity: 3 } }, hint);
    expect(seen.view).toMatchObject({
      totals: null,
      estimated: true,
      settled: false,
      estimatedItemTotal: { amount: 59.97, currency: 'eur' },
    });
    expect(seen.view?.lines).toMatchObject([
      { productTitle: 'Kettle', pending: true, estimated: true, total: { amount: 59.97 } },
    ]);
  });
});
