import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, describe, expect, it } from 'vitest';
import { openCatalogDatabase } from '../db/index.js';
import type { Fetcher } from '../ports/fetcher.js';
import { startThread } from '../testing/fake-thread.js';
import { FakeClock, FeedServer, sampleProduct } from '../testing/index.js';
import { catalogOver } from './catalog.js';
import { createUpkeep } from './upkeep.js';
import { upkeepInWorker, type WorkerUpkeepDeps } from './upkeep-in-worker.js';
import { BEAT_MS } from './upkeep-messages.js';
import { serveUpkeep } from './upkeep-worker.js';

const closers: Array<() => void> = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

function device(server: FeedServer, over: Partial<WorkerUpkeepDeps> = {}, serve = serveUpkeep) {
  const indexedDb = { indexedDB: new IDBFactory(), IDBKeyRange };
  const [db, theirs] = [openCatalogDatabase('eu', indexedDb), openCatalogDatabase('eu', indexedDb)];
  closers.push(
    () => db.close(),
    () => theirs.close(),
  );
  const controller = new AbortController();
  const { signal } = controller;
  const threads: ReturnType<typeof startThread>[] = [];
  const clock = new FakeClock();
  let inPage = 0;
  const upkeep = upkeepInWorker({
    start() {
      const thread = startThread((page, killed) =>
        serve(page, { db: theirs, fetcher: server, region: 'eu', signal: killed, clock }),
      );
      threads.push(thread);
      return thread.worker;
    },
    inPage() {
      inPage++;
      return Promise.resolve(createUpkeep({ db, fetcher: server, region: 'eu', signal }));
    },
    conditions: {
      read: () => Promise.resolve({ savesData: false, battery: null, room: null }),
      makeRoom: () => Promise.resolve(),
    },
    interests: () => Promise.resolve(['handle-p3']),
    clock,
    signal,
    ...over,
  });
  return { catalog: catalogOver({ db, upkeep }), threads, controller, clock, inPage: () => inPage };
}

function stocked(count: number, buckets = 4): FeedServer {
  const server = new FeedServer(buckets);
  for (let n = 0; n < count; n++) server.put(sampleProduct(`p${n}`));
  server.publish();
  return server;
}

const shardRequests = (server: FeedServer) => server.requests.filter((path) => path.includes('/shards/')).length;

/** Lets everything happen that needs no time. */
async function letSettle(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
}

async function waitBeats(clock: FakeClock, beats: number): Promise<void> {
  for (let beat = 0; beat < beats; beat++) {
    clock.advance(BEAT_MS);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const all = { sort: 'title', offset: 0, limit: 100 } as const;

describe('a catalog kept by a worker', () => {
  it('is installed and followed there, and read here', async () => {
    const server = stocked(20);
    const { catalog, inPage } = device(server);
    const progress: number[] = [];
    await catalog.install({ onProgress: ({ products }) => progress.push(products) });
    expect(progress.at(-1)).toBe(20);
    server.put(sampleProduct('p1', { title: 'Changed' }));
    expect(await catalog.update()).toEqual({ upserts: 1, tombstones: 0 });
    expect((await catalog.product('handle-p1'))?.title).toBe('Changed');
    expect((await catalog.list(all)).total).toBe(20);
    expect(inPage()).toBe(0);
  });

  it('asks the page what the device can spare and what the shopper cares about', async () => {
    const server = stocked(20);
    const conditions = {
      read: () => Promise.resolve({ savesData: true, battery: null, room: null }),
      makeRoom: () => Promise.resolve(),
    };
    const { catalog } = device(server, { conditions });
    await catalog.install();
    expect(await catalog.state()).toBe('partial');
    await catalog.remember(['handle-p5']);
    expect((await catalog.list(all)).cards.map(({ id }) => id)).toEqual(['p3', 'p5']);
  });

  it('goes on without an answer the page could not find', async () => {
    const server = stocked(20);
    const conditions = { read: () => Promise.reject(new Error('no battery')), makeRoom: () => Promise.resolve() };
    const { catalog } = device(server, { conditions });
    await catalog.install();
    expect(await catalog.state()).toBe('ready');
  });

  it('lets go of the worker after an install, and of none that has work', async () => {
    const server = stocked(20);
    const { catalog, threads, clock } = device(server);
    await Promise.all([catalog.install(), catalog.update()]);
    await catalog.update();
    expect(threads.map(({ isEnded }) => isEnded())).toEqual([false]);
    // Nor does anything tick for one that has none.
    expect(clock.nextInMs).toBeNull();
    await catalog.install();
    expect(threads.map(({ isEnded }) => isEnded())).toEqual([true]);
  });

  it('says what went wrong there', async () => {
    const server = stocked(3);
    server.intercept = () => ({ status: 200, contentType: 'text/html', body: '<html>' });
    const { catalog } = device(server);
    await expect(catalog.install()).rejects.toMatchObject({ name: 'SyncError', code: 'catalog_invalid' });
  });

  it('is kept in the page where the worker does not come up, and where there are none', async () => {
    const server = stocked(20);
    const silent = device(server, {}, () => undefined);
    const install = silent.catalog.install();
    silent.threads[0]?.fail();
    await install;
    expect((await silent.catalog.list(all)).total).toBe(20);
    await silent.catalog.update();
    expect([silent.threads.length, silent.inPage()]).toEqual([1, 1]);

    const start = () => {
      throw new ReferenceError('Worker is not defined');
    };
    const without = device(server, { start });
    await without.catalog.install();
    expect((await without.catalog.list(all)).total).toBe(20);
  });

  it('gives up what a worker was doing when it failed, and starts another for the next', async () => {
    const server = stocked(20);
    const { catalog, threads, inPage } = device(server);
    const install = catalog.install({ onProgress: () => threads[0]?.fail() });
    await expect(install).rejects.toMatchObject({ code: 'catalog_unreachable' });
    await catalog.update();
    expect((await catalog.list(all)).total).toBe(20);
    expect([threads.length, inPage()]).toEqual([2, 0]);
  });

  it('gives up a worker that has died without a word, and the next one goes on where it was', async () => {
    const server = stocked(60, 16);
    const { catalog, threads, clock, inPage } = device(server);
    const install = catalog.install({
      onProgress({ shards }) {
        if (shards === 6) threads[0]?.kill();
      },
    });
    let outcome: unknown;
    const settled = install.catch((error: unknown) => (outcome = error));
    await letSettle();
    await waitBeats(clock, 3);
    expect(outcome).toBeUndefined();
    await waitBeats(clock, 1);
    await settled;
    expect(outcome).toMatchObject({ code: 'catalog_unreachable' });
    expect(threads[0]?.isEnded()).toBe(true);
    expect(clock.nextInMs).toBeNull();

    const before = shardRequests(server);
    expect(before).toBeLessThan(16);
    await catalog.install();
    expect((await catalog.list(all)).total).toBe(60);
    expect(shardRequests(server) - before).toBeLessThanOrEqual(16 - 6);
    expect([threads.length, inPage()]).toEqual([2, 0]);
  });

  it('waits for a worker that is alive, however long its work takes', async () => {
    const server = stocked(20);
    let answer = () => {};
    const slow = new Promise<void>((resolve) => (answer = resolve));
    const fetcher: Fetcher = {
      async get(path) {
        await slow;
        return server.get(path);
      },
    };
    const { catalog, threads, clock } = device(server, {}, (page, deps) => serveUpkeep(page, { ...deps, fetcher }));
    const install = catalog.install();
    await letSettle();
    await waitBeats(clock, 100);
    answer();
    await install;
    expect((await catalog.list(all)).total).toBe(20);
    expect(threads).toHaveLength(1);
    expect(clock.nextInMs).toBeNull();
  });

  it('gives a worker more time to come up, and does not wait for ever', async () => {
    const server = stocked(20);
    const { catalog, threads, clock, inPage } = device(server, {}, () => undefined);
    let outcome: unknown;
    const settled = catalog.install().catch((error: unknown) => (outcome = error));
    await waitBeats(clock, 23);
    expect(outcome).toBeUndefined();
    await waitBeats(clock, 1);
    await settled;
    expect(outcome).toMatchObject({ code: 'catalog_unreachable' });
    expect([threads[0]?.isEnded(), inPage()]).toEqual([true, 0]);
  });

  it('ends with the page', async () => {
    const { catalog, threads, controller } = device(stocked(20));
    const install = catalog.install({ onProgress: () => controller.abort(new Error('left')) });
    await expect(install).rejects.toThrow('left');
    expect(threads[0]?.isEnded()).toBe(true);
    await expect(catalog.update()).rejects.toThrow('left');
    expect(threads).toHaveLength(1);
  });
});
