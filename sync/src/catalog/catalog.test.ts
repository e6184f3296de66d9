import * as fc from 'fast-check';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, describe, expect, it } from 'vitest';
import { openCatalogDatabase } from '../db/index.js';
import { FeedServer, sampleProduct } from '../testing/index.js';
import { createCatalog, type Catalog } from './catalog.js';
import { CHANGE_CHUNK } from './changes.js';
import { toCard } from './card.js';

const closers: Array<() => void> = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

function device(server: FeedServer, indexedDb = { indexedDB: new IDBFactory(), IDBKeyRange }) {
  const db = openCatalogDatabase('eu', indexedDb);
  const controller = new AbortController();
  closers.push(() => db.close());
  const catalog = createCatalog({ db, fetcher: server, region: 'eu', signal: controller.signal });
  return { catalog, db, indexedDb, controller };
}

function stocked(count: number, buckets = 4): FeedServer {
  const server = new FeedServer(buckets);
  for (let i = 0; i < count; i++) server.put(sampleProduct(`p${i}`));
  server.publish();
  return server;
}

const everything = { sort: 'title', offset: 0, limit: 10_000 } as const;

/** The device holds exactly what the server sells, in lists, by handle and by variant. */
async function expectSame(catalog: Catalog, server: FeedServer) {
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
  const { cards, total } = await catalog.list(everything);
  expect(cards.toSorted(byId)).toEqual(server.products.map(toCard).toSorted(byId));
  expect(total).toBe(server.products.length);
  for (const product of server.products) {
    expect(await catalog.product(product.handle)).toEqual(product);
    expect((await catalog.variant(`variant-${product.id}`))?.product.id).toBe(product.id);
  }
}

const shardRequests = (server: FeedServer) => server.requests.filter((path) => path.includes('/shards/'));

describe('catalog', () => {
  it('is empty, then ready with everything', async () => {
    const server = stocked(23);
    const { catalog } = device(server);
    expect(await catalog.state()).toBe('empty');
    expect(await catalog.meta()).toBeUndefined();
    const seen: number[] = [];
    await catalog.install({ onProgress: (progress) => seen.push(progress.products) });
    expect(seen[0]).toBe(0);
    expect(seen.at(-1)).toBe(23);
    expect(await catalog.state()).toBe('ready');
    expect(await catalog.meta()).toEqual({ currency: 'eur', pricesIncludeTax: true });
    await expectSame(catalog, server);
  });

  it('goes on after a kill and fetches only what is missing', async () => {
    const server = stocked(40, 8);
    const { catalog, indexedDb, db } = device(server);
    let shards = 0;
    server.intercept = (path) => {
      if (path.includes('/shards/') && ++shards > 3) throw new Error('killed');
      return null;
    };
    await expect(catalog.install()).rejects.toMatchObject({ code: 'catalog_unreachable' });
    expect(await catalog.state()).toBe('installing');
    db.close();

    server.intercept = () => null;
    server.requests.length = 0;
    const again = device(server, indexedDb);
    await again.catalog.install();
    expect(shardRequests(server)).toHaveLength(5);
    await expectSame(again.catalog, server);
  });

  it('keeps the old snapshot in use until the new one is whole, and takes unchanged shards over', async () => {
    const server = stocked(40, 8);
    const { catalog } = device(server);
    await catalog.install();
    const target = server.products[0]!;
    server.put({ ...target, title: 'New title' });
    server.publish();
    server.requests.length = 0;
    server.intercept = (path) => {
      if (path.includes('/shards/')) throw new Error('down');
      return null;
    };
    await expect(catalog.install()).rejects.toMatchObject({ code: 'catalog_unreachable' });
    expect((await catalog.product(target.handle))?.title).toBe(target.title);
    expect((await catalog.list(everything)).total).toBe(40);

    server.intercept = () => null;
    server.requests.length = 0;
    await catalog.install();
    expect(shardRequests(server)).toHaveLength(1);
    await expectSame(catalog, server);
  });

  it('follows changes over several pages, with tombstones and a new taxonomy', async () => {
    const server = stocked(12);
    const { catalog } = device(server);
    await catalog.install();
    server.requests.length = 0;
    for (let i = 0; i < 4; i++) server.put(sampleProduct(`p${i}`, { title: `Changed ${i}` }));
    server.remove('p5');
    server.put(sampleProduct('fresh'));
    server.taxonomy = { hash: 'taxonomy-2', categories: [], collections: [{ handle: 'summer', title: 'Summer' }] };
    expect(await catalog.update()).toMatchObject({ upserts: 5, tombstones: 1 });
    expect(server.requests).toHaveLength(2);
    expect(await catalog.product('handle-p5')).toBeUndefined();
    expect((await catalog.taxonomy())?.hash).toBe('taxonomy-2');
    await expectSame(catalog, server);
    expect(await catalog.update()).toMatchObject({ upserts: 0, tombstones: 0 });
  });

  it('applies a page larger than one transaction', async () => {
    const server = stocked(3);
    const { catalog } = device(server);
    await catalog.install();
    server.pageSize = 10_000;
    for (let i = 0; i < CHANGE_CHUNK + 7; i++) server.put(sampleProduct(`n${i}`));
    server.remove('p0');
    expect(await catalog.update()).toMatchObject({ upserts: CHANGE_CHUNK + 7, tombstones: 1 });
    expect((await catalog.list(everything)).total).toBe(CHANGE_CHUNK + 9);
  });

  it('starts again when the cursor is too old, without fetching shards that are still right', async () => {
    const server = stocked(40, 8);
    const { catalog } = device(server);
    await catalog.install();
    server.put(sampleProduct('p0', { title: 'Seen' }));
    server.put(sampleProduct('seen-too'));
    await catalog.update();
    server.remove('seen-too');
    server.remove('p0');
    server.publish();
    server.forgetLog();
    server.requests.length = 0;
    await catalog.update();
    expect(shardRequests(server).length).toBeLessThanOrEqual(2);
    await expectSame(catalog, server);
  });

  it('starts again in another epoch, even with the snapshot it has', async () => {
    const server = stocked(12);
    const { catalog, indexedDb } = device(server);
    await catalog.install();
    server.put(sampleProduct('p1', { title: 'Lost by the restore' }));
    server.put(sampleProduct('lost'));
    await catalog.update();
    const restored = stocked(12);
    restored.epoch = 'epoch-2';
    restored.publish();
    const after = device(restored, indexedDb);
    await after.catalog.update();
    await expectSame(after.catalog, restored);
  });

  it.each([
    ['a captive portal', { status: 200, contentType: 'text/html', body: '<html>' }, 'catalog_invalid'],
    [
      'an answer cut short',
      { status: 200, contentType: 'application/json', body: '{"magic":"satchel/1",' },
      'catalog_invalid',
    ],
    ['another shape', { status: 200, contentType: 'application/json', body: '{"magic":"other"}' }, 'catalog_invalid'],
    ['an error', { status: 500, contentType: 'application/json', body: '{}' }, 'catalog_unreachable'],
  ])('does not take %s for the catalog', async (_name, instead, code) => {
    const server = stocked(3);
    server.intercept = () => instead;
    const { catalog } = device(server);
    await expect(catalog.install()).rejects.toMatchObject({ code });
    expect(await catalog.state()).toBe('empty');
  });

  it('does not install a shard that holds other products than promised', async () => {
    const server = stocked(12);
    server.intercept = (path) =>
      path.includes('/shards/')
        ? { status: 200, contentType: 'application/json', body: '{"bucket":0,"products":[]}' }
        : null;
    const { catalog } = device(server);
    await expect(catalog.install()).rejects.toMatchObject({ code: 'catalog_invalid' });
  });

  it('stops when asked to', async () => {
    const server = stocked(12);
    const { catalog, controller } = device(server);
    controller.abort(new Error('closed'));
    await expect(catalog.install()).rejects.toThrow('closed');
    expect(server.requests).toEqual([]);
  });

  it('equals the server after any history of changes, installs and updates in two tabs', async () => {
    const id = fc.integer({ min: 0, max: 9 }).map((n) => `p${n}`);
    const step = fc.oneof(
      fc.record({ kind: fc.constant('put' as const), id, title: fc.string({ maxLength: 3 }) }),
      fc.record({ kind: fc.constant('remove' as const), id }),
      fc.constant({ kind: 'publish' as const }),
      fc.constant({ kind: 'forget' as const }),
      fc.record({ kind: fc.constantFrom('install' as const, 'update' as const), tab: fc.integer({ min: 0, max: 1 }) }),
      fc.constant({ kind: 'both' as const }),
      fc.constant({ kind: 'race' as const }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const server = stocked(4, 2);
        const first = device(server);
        const tabs = [first.catalog, device(server, first.indexedDb).catalog];
        for (const step of steps) {
          if (step.kind === 'put') server.put(sampleProduct(step.id, { title: step.title }));
          else if (step.kind === 'remove') server.remove(step.id);
          else if (step.kind === 'publish') server.publish();
          else if (step.kind === 'forget') {
            server.publish();
            server.forgetLog();
          } else if (step.kind === 'race') {
            const early = tabs[0]!.install();
            server.put(sampleProduct('p0', { title: 'raced' }));
            server.publish();
            await Promise.all([early, tabs[1]!.install()]);
          } else if (step.kind === 'both') await Promise.all(tabs.map((tab) => tab.update()));
          else await tabs[step.tab]![step.kind]();
        }
        await tabs[0]!.update();
        await expectSame(tabs[0]!, server);
        await expectSame(tabs[1]!, server);
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});
