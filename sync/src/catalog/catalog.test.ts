import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openCatalogDatabase } from '../db/index.js';
import { device, stocked, everything, expectSame, shardRequests } from '../testing/catalog-device.js';
import { FeedServer, sampleProduct } from '../testing/index.js';
import { createCatalog } from './catalog.js';
import { CHANGE_CHUNK } from './changes.js';

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

  it('reads plain shards of a server of before', async () => {
    const server = stocked(12);
    server.isOld = true;
    server.publish();
    const { catalog } = device(server);
    await catalog.install();
    expect(shardRequests(server).some((path) => path.includes('format'))).toBe(false);
    await expectSame(catalog, server);
  });

  it('starts anew from a database of the first release', async () => {
    const indexedDb = { indexedDB: new IDBFactory(), IDBKeyRange };
    const old = new Dexie('satchel:catalog:eu', indexedDb);
    old.version(1).stores({
      meta: 'key',
      products: '[gen+id], [gen+handle], *variantIds',
      cards: '[gen+bucket]',
      shards: '[gen+bucket]',
    });
    await old.table('meta').put({ key: 'replica', value: { gen: 'old', version: 3 } });
    await old.table('products').put({ gen: 'old', ...sampleProduct('p0'), bucket: 0, variantIds: [] });
    old.close();
    const server = stocked(12);
    const { catalog } = device(server, indexedDb);
    expect(await catalog.state()).toBe('empty');
    await catalog.update();
    await expectSame(catalog, server);
  });

  it('keeps regions apart', async () => {
    const indexedDb = { indexedDB: new IDBFactory(), IDBKeyRange };
    const [eu, us] = [stocked(8), new FeedServer(2, 'us')];
    us.put(sampleProduct('p1', { title: 'In dollars' }));
    us.publish();
    const here = device(eu, indexedDb).catalog;
    await here.install();
    const usDb = openCatalogDatabase('us', indexedDb);
    onTestFinished(() => usDb.close());
    const there = createCatalog({ db: usDb, fetcher: us, region: 'us', signal: new AbortController().signal });
    expect(await there.state()).toBe('empty');
    await there.install();
    await expectSame(there, us);
    await expectSame(here, eu);
  });
});
