import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, describe, expect, it } from 'vitest';
import { openDatabase } from './db/index.js';
import { createEngine, type Engine } from './engine.js';
import type { Transport } from './ports/transport.js';
import { FakeClock, FakeLifecycle, FakeLock, LedgerServer, seededRandom } from './testing/index.js';
import type { CartView } from './view.js';
import type { SyncStatus } from './status.js';
import type { Notice } from './protocol/sync-reply.js';

const SECRET = 's'.repeat(32);

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
    await expect.poll(() => seen.status).toEqual({ state: 'saved', pending: 0, reason: null });
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
    await expect.poll(() => seen.status).toEqual({ state: 'local', pending: 1, reason: 'offline' });
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
