import { describe, expect, it, vi } from 'vitest';
import { FakeClock, FeedServer, sampleProduct } from '../testing/index.js';
import { device } from '../testing/catalog-device.js';
import { startThread } from '../testing/fake-thread.js';
import { catalogOver } from '../catalog/catalog.js';
import { createUpkeep } from '../catalog/upkeep.js';
import type { CatalogStore } from '../catalog/replica.js';
import { createFinder, type Finder } from './finder.js';
import { finderInWorker, serveFinder } from './finder-in-worker.js';

const breathe = () => Promise.resolve();
const KINDS = ['Lantern', 'Boot', 'Kettle', 'Scarf'];

function shop(): FeedServer {
  const server = new FeedServer(4);
  for (let i = 0; i < 40; i++)
    server.put(sampleProduct(`p${i}`, { title: `${KINDS[i % 4]} ${i}`, categories: ['things'] }));
  server.taxonomy = { hash: 'one', categories: [shelf('Things')], collections: [] };
  server.publish();
  return server;
}

const shelf = (name: string) => ({ handle: 'things', name, description: '', parent: null, rank: 0 });
const look = (finder: Finder, text: string) => finder.list({ text, sort: 'relevance', offset: 0, limit: 100 });
const idsOf = async (finder: Finder, text: string) => (await look(finder, text)).cards.map(({ id }) => id).toSorted();

/** It is kept after the answer. */
const kept = (db: Pick<CatalogStore, 'searchIndex'>) =>
  vi.waitFor(async () => {
    const index = await db.searchIndex();
    if (!index) throw new Error('no index is kept');
    return index;
  });

describe('a device looks for products', () => {
  it('in what it has, and keeps up with changes', async () => {
    const server = shop();
    const { catalog, db } = device(server);
    const finder = createFinder({ db, breathe });
    expect(await idsOf(finder, 'kettle')).toEqual([]);
    await catalog.install();
    expect((await idsOf(finder, 'kettle')).length).toBe(10);
    server.put(sampleProduct('p2', { title: 'Teapot' }));
    server.put(sampleProduct('new', { title: 'Kettle of copper' }));
    server.remove('p6');
    await catalog.update();
    const found = await idsOf(finder, 'kettle');
    expect([found.length, found.includes('p2'), found.includes('p6'), found.includes('new')]).toEqual([
      9,
      false,
      false,
      true,
    ]);
  });

  it('with the index of the last time, which is not made again', async () => {
    const server = shop();
    const { catalog, db } = device(server);
    await catalog.install();
    const keep = vi.spyOn(db, 'keepSearchIndex');
    const before = createFinder({ db, breathe });
    await look(before, 'boot');
    await kept(db);
    server.put(sampleProduct('p1', { title: 'Clog' }));
    await catalog.update();
    // One change is followed again rather than writing the whole index for it.
    await look(before, 'clog');
    await look(before, 'clog');
    expect(keep).toHaveBeenCalledOnce();
    const keys = vi.spyOn(db, 'keys');
    const later = createFinder({ db, breathe });
    expect(await idsOf(later, 'clog')).toEqual(['p1']);
    expect((await idsOf(later, 'boot')).length).toBe(9);
    // Whoever makes an index reads all there is by these.
    expect(keys).not.toHaveBeenCalled();
  });

  it('with a new index when shelves got other names, or the kept one is damaged', async () => {
    const server = shop();
    const { catalog, db } = device(server);
    await catalog.install();
    const finder = createFinder({ db, breathe });
    expect((await idsOf(finder, 'things')).length).toBe(40);
    server.taxonomy = { hash: 'two', categories: [shelf('Curios')], collections: [] };
    server.put(sampleProduct('p1', { title: 'Clog', categories: ['things'] }));
    await catalog.update();
    expect((await idsOf(finder, 'curios')).length).toBe(40);
    const good = await kept(db);
    // As it was kept before it had segments.
    const old = { ...good, text: '{"documentCount":40}' };
    Reflect.deleteProperty(old, 'index');
    const half = { ...good, index: good.index.slice(0, good.index.size / 2) };
    for (const bad of [half, { ...good, index: new Blob([]) }, old]) {
      await db.keepSearchIndex(bad);
      expect((await idsOf(createFinder({ db, breathe }), 'curios')).length).toBe(40);
    }
  });

  it('also where there is no room to keep the index', async () => {
    const server = shop();
    const { catalog, db } = device(server);
    await catalog.install();
    const full: CatalogStore = { ...db, keepSearchIndex: () => Promise.reject(new Error('QuotaExceededError')) };
    expect((await idsOf(createFinder({ db: full, breathe }), 'boot')).length).toBe(10);
  });

  it('many times at once, and makes one index', async () => {
    const server = shop();
    const { catalog, db } = device(server);
    await catalog.install();
    const keep = vi.spyOn(db, 'keepSearchIndex');
    const finder = createFinder({ db, breathe });
    const found = await Promise.all(['boot', 'kettle', 'scarf'].map((text) => idsOf(finder, text)));
    expect(found.map(({ length }) => length)).toEqual([10, 10, 10]);
    await kept(db);
    expect(keep).toHaveBeenCalledOnce();
  });
});

describe('a list of what is looked for', () => {
  it('is in the order of the answers, or in the one asked for, and counts its facets among them', async () => {
    const server = shop();
    const { catalog: plain, db } = device(server);
    await plain.install();
    const catalog = catalogOver({
      db,
      upkeep: createUpkeep({ db, fetcher: server, region: 'eu', signal: AbortSignal.timeout(60_000) }),
      finder: createFinder({ db, breathe }),
    });
    const misspelt = await catalog.list({ text: 'kettel', sort: 'relevance', offset: 0, limit: 3 });
    expect([misspelt.total, misspelt.taken]).toEqual([10, [{ word: 'kettel', terms: ['kettle'] }]]);
    const list = await catalog.list({ text: 'boot 13', sort: 'relevance', offset: 0, limit: 3, withFacets: true });
    expect(list.cards[0]?.title).toBe('Boot 13');
    const all = await catalog.list({ text: 'boot', sort: 'title', offset: 0, limit: 3, withFacets: true });
    expect(all.cards.map(({ title }) => title)).toEqual(['Boot 1', 'Boot 5', 'Boot 9']);
    expect([all.total, all.facets?.categories]).toEqual([10, { things: 10 }]);
    expect((await plain.list({ text: 'boot', sort: 'title', offset: 0, limit: 3 })).total).toBe(0);
  });
});

it('what is found again after the next letter is not read again', async () => {
  const server = shop();
  const { catalog, db } = device(server);
  await catalog.install();
  const finder = createFinder({ db, breathe });
  await look(finder, 'kettl');
  const pages = vi.spyOn(db, 'pages');
  expect((await look(finder, 'kettle')).cards.length).toBe(10);
  expect(pages).not.toHaveBeenCalled();
  server.put(sampleProduct('p2', { title: 'Kettle, new' }));
  await catalog.update();
  expect((await look(finder, 'kettle new')).cards.map(({ title }) => title)).toEqual(['Kettle, new']);
});

describe('the worker that looks', () => {
  function threaded(server: FeedServer) {
    const made = device(server);
    const clock = new FakeClock();
    const threads: ReturnType<typeof startThread>[] = [];
    let inPage = 0;
    const finder = finderInWorker({
      start: () => {
        const thread = startThread((page) => serveFinder(page, createFinder({ db: made.db, breathe })));
        threads.push(thread);
        return thread.worker;
      },
      inPage: () => {
        inPage++;
        return Promise.resolve(createFinder({ db: made.db, breathe }));
      },
      clock,
    });
    return { ...made, finder, threads, clock, inPage: () => inPage };
  }

  it('starts once, with the first search', async () => {
    const { catalog, finder, threads, inPage } = threaded(shop());
    await catalog.install();
    expect(threads.length).toBe(0);
    const [boots, kettles] = await Promise.all([idsOf(finder, 'boot'), idsOf(finder, 'kettle')]);
    expect([boots.length, kettles.length, threads.length, inPage()]).toEqual([10, 10, 1, 0]);
    expect((await look(finder, 'kettel 2')).taken).toEqual([{ word: 'kettel', terms: ['kettle'] }]);
  });

  it('that fails, or says nothing for long, leaves its searches to the page', async () => {
    for (const end of ['fail', 'silence'] as const) {
      const { catalog, finder, threads, clock, inPage } = threaded(shop());
      await catalog.install();
      const boots = idsOf(finder, 'boot');
      threads[0]?.kill();
      if (end === 'fail') threads[0]?.fail();
      else await clock.advance(30_000);
      expect((await boots).length).toBe(10);
      expect((await idsOf(finder, 'scarf')).length).toBe(10);
      expect([threads.length, inPage(), threads[0]?.isEnded()]).toEqual([1, 1, true]);
    }
  });
});
