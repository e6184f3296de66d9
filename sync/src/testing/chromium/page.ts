import { createCatalog } from '../../catalog/catalog.js';
import { openCatalogDatabase, openDatabase } from '../../db/index.js';
import { createEngine } from '../../engine.js';
import { append } from '../../outbox/append.js';
import type { Base } from '../../outbox/lane-state.js';
import { withDevice } from '../../outbox/with-device.js';
import { browserClock } from '../../ports/browser/clock.js';
import { browserLifecycle } from '../../ports/browser/lifecycle.js';
import { browserLock } from '../../ports/browser/lock.js';
import { browserPace } from '../../ports/browser/pace.js';
import { browserRandom } from '../../ports/browser/random.js';
import type { CartView } from '../../view.js';
import { FeedServer } from '../feed-server.js';
import { snapshotOf } from '../lane-fixtures.js';
import { laneStoreContract } from '../lane-store-contract.js';
import { LedgerServer } from '../ledger-server.js';
import { richProduct } from '../rich-product.js';
import { storageTab } from './storage-page.js';

/** What the test outside calls in a real page. */
export type PageTests = {
  contractNames(): string[];
  /** Null when it holds, else why not. */
  contract(name: string): Promise<string | null>;
  /** Milliseconds from the call of `enqueue` to the view, and to the disk. */
  /** Milliseconds from the call until an intent is in the view, negative where it was not when the call came back, and until it is stored. */
  enqueueTimes(times: number): Promise<{ shownMs: number[]; durableMs: number[] }>;
  /**
   * Milliseconds a new page needs for a cart of 100 lines with 50 intents pending on it: to open the database, and from then on to
   * the first view.
   */
  coldViewTimes(times: number): Promise<{ openMs: number[]; viewMs: number[]; lines: number; pending: number }>;
  installTimes(
    products: number,
  ): Promise<{ installMs: number; listMs: number; changesMs: number; total: number; longestTaskMs: number }>;
};

const secret = 'a device secret of some length....';
let databases = 0;

const tests: PageTests = {
  contractNames: () => Object.keys(laneStoreContract),

  async contract(name) {
    const database = `contract-${++databases}`;
    try {
      await laneStoreContract[name]?.(() => openDatabase(database));
      return null;
    } catch (error) {
      return String(error);
    }
  },

  async enqueueTimes(times) {
    const db = openDatabase(`enqueue-${++databases}`);
    const server = new LedgerServer();
    const stop = new AbortController();
    const transport = {
      post: async (...[request]: Parameters<Parameters<typeof createEngine>[0]['transport']['post']>) =>
        server.handle(request, secret),
    };
    const engine = createEngine({
      db,
      transport,
      clock: browserClock,
      lock: browserLock,
      random: browserRandom,
      lifecycle: browserLifecycle,
      signal: stop.signal,
      region: 'eu',
    });
    let shownAt = 0;
    let pieces = -1;
    engine.cart((view) => {
      if (view.count !== pieces) shownAt = performance.now();
      pieces = view.count;
    });
    while (pieces < 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const shownMs: number[] = [];
    const durableMs: number[] = [];
    for (let i = 0; i < times; i++) {
      const startedAt = performance.now();
      const stored = engine.enqueue({ kind: 'cart.add', args: { variantId: `v${i % 10}`, quantity: 1 } });
      shownMs.push(shownAt - startedAt);
      await stored;
      durableMs.push(performance.now() - startedAt);
    }
    stop.abort();
    await db.delete();
    return { shownMs, durableMs };
  },

  async coldViewTimes(times) {
    const name = `cold-${++databases}`;
    const quantities = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`v${i}`, 1 + (i % 3)]));
    const base: Base = {
      lane: 'cart',
      epoch: 'epoch-1',
      rev: 1,
      lastMid: 0,
      generation: 1,
      snapshot: snapshotOf(quantities),
      hints: {},
    };
    const before = openDatabase(name);
    await before.change('cart', (state) => ({ state: { ...withDevice(state, browserRandom), base }, result: null }));
    for (let i = 0; i < 50; i++) {
      const intent = { kind: 'cart.add', args: { variantId: `v${i * 2}`, quantity: 1 } } as const;
      await before.change('cart', append({ lane: 'cart', uuid: browserRandom.uuid(), intent }, browserRandom));
    }
    before.close();

    const openMs: number[] = [];
    const viewMs: number[] = [];
    let shown: CartView | null = null;
    let pending = 0;
    for (let i = 0; i < times; i++) {
      const openedAt = performance.now();
      const db = openDatabase(name);
      await db.ballast.isThere();
      const startedAt = performance.now();
      openMs.push(startedAt - openedAt);
      const stop = new AbortController();
      const engine = createEngine({
        db,
        transport: { post: () => new Promise(() => {}) },
        clock: browserClock,
        lock: browserLock,
        random: browserRandom,
        lifecycle: { ...browserLifecycle, isOnline: () => false },
        signal: stop.signal,
        region: 'eu',
      });
      shown = await new Promise<CartView>((resolve) => engine.cart(resolve));
      viewMs.push(performance.now() - startedAt);
      engine.status((status) => (pending = status.pending));
      stop.abort();
      db.close();
    }
    await openDatabase(name).delete();
    return { openMs, viewMs, lines: shown?.lines.length ?? 0, pending };
  },

  async installTimes(products) {
    const server = new FeedServer(64);
    server.pageSize = 100;
    for (let i = 0; i < products; i++) server.put(richProduct(i));
    server.publish();
    const db = openCatalogDatabase(`install-${++databases}`);
    const { signal } = new AbortController();
    const catalog = createCatalog({ db, fetcher: server, region: 'eu', signal, pace: browserPace() });
    let longestTaskMs = 0;
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) longestTaskMs = Math.max(longestTaskMs, entry.duration);
    });
    observer.observe({ entryTypes: ['longtask'] });

    const installMs = await timed(() => catalog.install());
    const query = { category: 'kitchen', sort: 'price-asc', offset: 0, limit: 24 } as const;
    const listMs = await timed(() => catalog.list(query));
    for (let i = 0; i < 100; i++) server.put(richProduct(i * 7, { title: 'changed' }));
    const changesMs = await timed(() => catalog.update());
    const { total } = await catalog.list({ sort: 'title', offset: 0, limit: 1 });
    observer.disconnect();
    await db.delete();
    return { installMs, listMs, changesMs, total, longestTaskMs };
  },
};

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

Object.assign(globalThis, { satchelTests: tests, storageTab });
