import { createCatalog } from '../../catalog/catalog.js';
import { openCatalogDatabase, openDatabase } from '../../db/index.js';
import { createEngine } from '../../engine.js';
import { browserClock } from '../../ports/browser/clock.js';
import { browserLifecycle } from '../../ports/browser/lifecycle.js';
import { browserLock } from '../../ports/browser/lock.js';
import { browserPace } from '../../ports/browser/pace.js';
import { browserRandom } from '../../ports/browser/random.js';
import { FeedServer } from '../feed-server.js';
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
  enqueueTimes(times: number): Promise<{ shownMs: number[]; durableMs: number[] }>;
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
