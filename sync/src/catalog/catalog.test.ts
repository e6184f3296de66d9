import * as fc from 'fast-check';
import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, describe, expect, it } from 'vitest';
import { openCatalogDatabase, type CatalogDb } from '../db/index.js';
import type { CatalogStore } from './replica.js';
import { FakeLock, FeedServer, sampleProduct } from '../testing/index.js';
import { SyncError } from '../errors.js';
import type { Conditions } from '../ports/device-conditions.js';
import { createCatalog, type Catalog } from './catalog.js';
import { CHANGE_CHUNK } from './changes.js';
import { toCard } from './card.js';
import { CARD_SORTS, selectCards } from './select-cards.js';
import { CHECK_EVERY, MOST_REPLACED, type UpkeepDeps } from './upkeep.js';

const closers: Array<() => void> = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

type Options = Partial<Pick<UpkeepDeps, 'lock' | 'pace' | 'conditions' | 'interests'>> & {
  wrap?: (db: CatalogDb) => CatalogStore;
};

function device(
  server: FeedServer,
  indexedDb = { indexedDB: new IDBFactory(), IDBKeyRange },
  { wrap = (db) => db, ...options }: Options = {},
) {
  const db = openCatalogDatabase('eu', indexedDb);
  const controller = new AbortController();
  closers.push(() => db.close());
  const catalog = createCatalog({ db: wrap(db), fetcher: server, region: 'eu', signal: controller.signal, ...options });
  return { catalog, db, indexedDb, controller };
}

const conditionsOf = (over: Partial<Conditions>, makeRoom = () => Promise.resolve()) => ({
  read: () => Promise.resolve({ savesData: false, battery: null, room: null, ...over }),
  makeRoom,
});

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
    closers.push(() => usDb.close());
    const there = createCatalog({ db: usDb, fetcher: us, region: 'us', signal: new AbortController().signal });
    expect(await there.state()).toBe('empty');
    await there.install();
    await expectSame(there, us);
    await expectSame(here, eu);
  });
});

/** Fails from the nth write on, as a tab does that was killed there. */
function killedAtWrite(db: CatalogDb, nth: number, failure: () => Error = () => new Error('killed')): CatalogStore {
  let writes = 0;
  const mortal = <A extends unknown[], T>(write: (...args: A) => Promise<T>) => {
    return async (...args: A): Promise<T> => {
      if (++writes >= nth) throw failure();
      return write(...args);
    };
  };
  return {
    ...db,
    putShard: mortal(db.putShard),
    newGen: mortal(db.newGen),
    stage: mortal(db.stage),
    publish: mortal(db.publish),
    applyChanges: mortal(db.applyChanges),
    dropUnused: mortal(db.dropUnused),
  };
}

describe('killed between any two transactions', () => {
  it('a first install never passes for whole before it is, and the next one fetches only what lacks', async () => {
    for (let nth = 1, isDone = false; !isDone; nth++) {
      const server = stocked(20, 4);
      server.put(sampleProduct('later'));
      const first = device(server, undefined, { wrap: (db) => killedAtWrite(db, nth) });
      isDone = await first.catalog.install().then(
        () => true,
        () => false,
      );
      const stored = (await first.db.storedShards()).size;
      const { total, isComplete } = await first.catalog.list(everything);
      expect(isComplete).toBe(total === 21);
      expect(await first.catalog.state()).not.toBe(isComplete ? 'partial' : 'ready');
      first.db.close();

      server.requests.length = 0;
      const next = device(server, first.indexedDb);
      await next.catalog.update();
      expect(shardRequests(server)).toHaveLength(4 - stored);
      await expectSame(next.catalog, server);
      expect(nth).toBeLessThan(50);
    }
  });

  it('a second install shows the old catalog whole or the new one whole, at every moment', async () => {
    for (let nth = 1, isDone = false; !isDone; nth++) {
      const server = stocked(20, 4);
      const { catalog, indexedDb, db } = device(server);
      await catalog.install();
      const before = (await catalog.list(everything)).cards;
      for (let n = 0; n < 20; n += 3) server.put(sampleProduct(`p${n}`, { title: `New ${n}` }));
      server.remove('p1');
      server.publish();
      server.forgetLog();
      const after = server.products.map(toCard);
      const byId = (cards: { id: string }[]) => cards.toSorted((a, b) => (a.id < b.id ? -1 : 1));
      const expectOneOfBoth = async (reader: Catalog) => {
        const { cards } = await reader.list(everything);
        expect([byId(before), byId(after)]).toContainEqual(byId(cards));
      };

      const looker = device(server, indexedDb).catalog;
      const pace = { breathe: () => expectOneOfBoth(looker) };
      const second = device(server, indexedDb, { pace, wrap: (own) => killedAtWrite(own, nth) });
      isDone = await second.catalog.update().then(
        () => true,
        () => false,
      );
      await expectOneOfBoth(catalog);
      second.db.close();

      const third = device(server, indexedDb);
      await third.catalog.update();
      await expectSame(third.catalog, server);
      await expectSame(catalog, server);
      if (isDone) expect((await db.storedShards()).size).toBe(4);
      expect(nth).toBeLessThan(50);
    }
  });
});

describe('two tabs', () => {
  it('install once between them where the browser has locks', async () => {
    const server = stocked(40, 8);
    const lock = new FakeLock();
    const first = device(server, undefined, { lock });
    const second = device(server, first.indexedDb, { lock });
    await Promise.all([first.catalog.install(), second.catalog.install()]);
    expect(shardRequests(server)).toHaveLength(8);
    expect(server.requests.filter((path) => path.endsWith('/manifest'))).toHaveLength(1);
    await expectSame(second.catalog, server);
  });

  it('install right where it has none', async () => {
    const server = stocked(40, 8);
    const first = device(server);
    const second = device(server, first.indexedDb);
    await Promise.all([first.catalog.install(), second.catalog.install()]);
    await expectSame(first.catalog, server);
    await expectSame(second.catalog, server);
  });
});

describe('what another tab has cleaned away meanwhile', () => {
  async function built() {
    const server = stocked(12);
    const { catalog, db } = device(server);
    await catalog.install();
    const replica = (await db.replica())!;
    const next = { ...replica, gen: await db.newGen(), cursor: 'next' };
    return { db, replica, next };
  }

  it('a shard: the install is not put into use', async () => {
    const { db, replica, next } = await built();
    const outcome = await db.publish(replica.gen, { ...next, shards: [...next.shards, 'gone'] }, 0);
    expect(outcome).toBe('incomplete');
    expect(await db.replica()).toEqual(replica);
  });

  it('changes laid on top: the install is not put into use', async () => {
    const { db, replica, next } = await built();
    await db.stage(next.gen, { upserts: [sampleProduct('p1')], tombstones: [] });
    await db.dropUnused(() => Promise.resolve());
    expect(await db.publish(replica.gen, next, 1)).toBe('incomplete');
    expect(await db.replica()).toEqual(replica);
  });

  it('the replica it was to follow: what the other tab installed stays', async () => {
    const { db, replica, next } = await built();
    expect(await db.publish('an older one', next, 0)).toBe('overtaken');
    expect(await db.replica()).toEqual(replica);
  });
});

describe('drift', () => {
  async function updateUntilChecked(catalog: Catalog) {
    for (let n = 0; n < CHECK_EVERY; n++) await catalog.update();
  }

  it('is noticed by the digest after some hundred updates, and healed', async () => {
    const server = stocked(12);
    server.pageSize = 100;
    const { catalog, db } = device(server);
    await catalog.install();
    const replica = (await db.replica())!;
    // A product that the server never sent, as a bug or a broken disk would leave it.
    await db.stage(replica.gen, { upserts: [sampleProduct('phantom')], tombstones: ['p1'] });
    server.requests.length = 0;
    await updateUntilChecked(catalog);
    expect(server.requests.filter((path) => path.includes('digest=1'))).toHaveLength(1);
    expect(shardRequests(server)).toHaveLength(4);
    await expectSame(catalog, server);
  });

  it('is not seen where there is none', async () => {
    const server = stocked(12);
    const { catalog } = device(server);
    await catalog.install();
    server.put(sampleProduct('p1', { title: 'Changed' }));
    server.remove('p2');
    server.requests.length = 0;
    await updateUntilChecked(catalog);
    expect(server.requests.filter((path) => path.includes('digest=1'))).toHaveLength(1);
    expect(shardRequests(server)).toEqual([]);
    await expectSame(catalog, server);
  });
});

describe('a partial replica', () => {
  const thrifty = { conditions: conditionsOf({ savesData: true }), interests: () => Promise.resolve(['handle-p7']) };

  function shelved(count: number): FeedServer {
    const server = new FeedServer(4);
    const category = (handle: string, parent: string | null, rank: number) => ({
      handle,
      parent,
      rank,
      name: handle,
      description: '',
    });
    server.taxonomy = {
      hash: 'shelves',
      categories: [category('home', null, 0), category('sofas', 'home', 0)],
      collections: [],
    };
    for (let i = 0; i < count; i++) {
      server.put(sampleProduct(`p${i}`, { categories: i >= 10 && i < 14 ? ['home', 'sofas'] : ['elsewhere'] }));
    }
    server.publish();
    return server;
  }

  it('holds the taxonomy, what the shopper cares about and the top categories, without any shard', async () => {
    const server = shelved(30);
    const { catalog } = device(server, undefined, thrifty);
    await catalog.install();
    expect(await catalog.state()).toBe('partial');
    expect(shardRequests(server)).toEqual([]);
    expect((await catalog.taxonomy())?.hash).toBe('shelves');
    const { cards, isComplete } = await catalog.list(everything);
    expect(isComplete).toBe(false);
    expect(cards.map(({ id }) => id).toSorted()).toEqual(['p10', 'p11', 'p12', 'p13', 'p7']);
    expect(await catalog.product('handle-p7')).toBeDefined();
    expect(await catalog.product('handle-p1')).toBeUndefined();
  });

  it('keeps what was visited, follows its changes, and takes nothing else from them', async () => {
    const server = shelved(30);
    const { catalog } = device(server, undefined, thrifty);
    await catalog.install();
    await catalog.remember(['handle-p1']);
    expect((await catalog.product('handle-p1'))?.id).toBe('p1');
    server.put(sampleProduct('p1', { title: 'Changed' }));
    server.put(sampleProduct('p2', { title: 'Not here' }));
    server.remove('p7');
    await catalog.update();
    expect((await catalog.product('handle-p1'))?.title).toBe('Changed');
    expect(await catalog.product('handle-p2')).toBeUndefined();
    expect(await catalog.product('handle-p7')).toBeUndefined();
  });

  it('keeps what was visited through a 410', async () => {
    const server = shelved(30);
    const { catalog } = device(server, undefined, thrifty);
    await catalog.install();
    await catalog.remember(['handle-p1']);
    server.put(sampleProduct('p1', { title: 'Changed' }));
    server.publish();
    server.forgetLog();
    await catalog.update();
    expect(await catalog.state()).toBe('partial');
    expect((await catalog.product('handle-p1'))?.title).toBe('Changed');
  });

  it('does not keep what was replaced for ever', async () => {
    const server = shelved(30);
    server.pageSize = 100;
    const { catalog, db } = device(server, undefined, thrifty);
    await catalog.install();
    for (let round = 0; round * 5 < MOST_REPLACED + 100; round++) {
      for (const n of [7, 10, 11, 12, 13]) server.put(sampleProduct(`p${n}`, { title: `Round ${round}` }));
      await catalog.update();
    }
    const replica = (await db.replica())!;
    const stored = (await db.changedSince(replica.gen, -1)).flatMap(({ text }) => JSON.parse(text) as unknown[]);
    expect(stored.length).toBeLessThan(MOST_REPLACED);
    expect((await catalog.list(everything)).cards.map(({ title }) => title)).toEqual(Array(5).fill('Round 59'));
  });

  it('becomes whole once the shopper stops saving data', async () => {
    const server = shelved(30);
    let savesData = true;
    const conditions = { ...conditionsOf({}), read: () => conditionsOf({ savesData }).read() };
    const { catalog } = device(server, undefined, { conditions });
    await catalog.install();
    await catalog.update();
    expect(await catalog.state()).toBe('partial');
    savesData = false;
    await catalog.update();
    expect(await catalog.state()).toBe('ready');
    await expectSame(catalog, server);
  });

  it('is what a device keeps when a whole one does not fit: pictures go first', async () => {
    const server = shelved(30);
    let gone = 0;
    const full = () => new SyncError('storage_full', 'full');
    const conditions = conditionsOf({ room: { quotaBytes: 600_000, usedBytes: 0 } }, async () => void gone++);
    const { catalog, db } = device(server, undefined, {
      conditions,
      wrap: (own) => ({ ...own, putShard: () => Promise.reject(full()) }),
    });
    await catalog.install();
    expect(gone).toBe(1);
    expect(await catalog.state()).toBe('partial');
    expect((await db.storedShards()).size).toBe(0);
    expect((await catalog.list(everything)).total).toBe(4);
  });

  it('is not needed when giving up pictures was enough', async () => {
    const server = shelved(30);
    let isFull = true;
    const conditions = conditionsOf({}, async () => void (isFull = false));
    const { catalog } = device(server, undefined, {
      conditions,
      wrap: (own) => ({
        ...own,
        putShard: (rows) => (isFull ? Promise.reject(new SyncError('storage_full', 'full')) : own.putShard(rows)),
      }),
    });
    await catalog.install();
    expect(await catalog.state()).toBe('ready');
    await expectSame(catalog, server);
  });

  it('is left when a whole one gives its room back, with what is in the cart', async () => {
    const server = shelved(30);
    const { catalog, db } = device(server, undefined, { interests: thrifty.interests });
    await catalog.install();
    await catalog.shrink();
    expect(await catalog.state()).toBe('partial');
    expect((await db.storedShards()).size).toBe(0);
    expect((await catalog.list(everything)).cards.map(({ id }) => id)).toEqual(['p7']);
  });
});

describe('lists', () => {
  it('are those of the server, page by page, before and after changes', async () => {
    const server = new FeedServer(4);
    const put = (n: number, shift: number) =>
      server.put(
        sampleProduct(`p${n}`, {
          title: `Title ${(n * 7 + shift) % 23}`,
          createdAt: (n * 5 + shift) % 11,
          categories: n % 3 === 0 ? ['home', 'sofas'] : ['garden'],
          collection: n % 4 === 0 ? 'summer' : null,
          variants: sampleProduct(`p${n}`).variants.map((variant) => ({
            ...variant,
            price: n % 6 === 0 ? null : (n * 3 + shift) % 17,
            availability: n % 5 === 0 ? 'out' : 'in',
          })),
        }),
      );
    for (let n = 0; n < 300; n++) put(n, 0);
    server.publish();
    const { catalog } = device(server);
    await catalog.install();
    for (let round = 0; round < 2; round++) {
      const cards = server.products.map(toCard);
      for (const sort of CARD_SORTS) {
        for (const shelf of [
          {},
          { category: 'sofas' },
          { collection: 'summer' },
          { category: 'home', collection: 'summer' },
        ]) {
          for (const offset of [0, 5, 40, 290, 1000]) {
            const query = { ...shelf, sort, offset, limit: 7 };
            expect(await catalog.list(query)).toEqual({ ...selectCards(cards, query), isComplete: true });
          }
        }
      }
      for (let n = 0; n < 300; n += 9) put(n, 5);
      server.remove('p30');
      await catalog.update();
    }
  });
});

describe('the model', () => {
  it('equals the server after any history of changes, installs, kills, 410s and new epochs in two tabs', async () => {
    const id = fc.integer({ min: 0, max: 9 }).map((n) => `p${n}`);
    const step = fc.oneof(
      fc.record({ kind: fc.constant('put' as const), id, title: fc.string({ maxLength: 3 }) }),
      fc.record({ kind: fc.constant('remove' as const), id }),
      fc.constant({ kind: 'publish' as const }),
      fc.constant({ kind: 'forget' as const }),
      fc.record({ kind: fc.constantFrom('install' as const, 'update' as const), tab: fc.integer({ min: 0, max: 1 }) }),
      fc.constant({ kind: 'both' as const }),
      fc.constant({ kind: 'race' as const }),
      fc.record({
        kind: fc.constant('kill' as const),
        tab: fc.integer({ min: 0, max: 1 }),
        write: fc.integer({ min: 1, max: 7 }),
      }),
      fc.constant({ kind: 'restore' as const }),
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
          } else if (step.kind === 'kill') {
            const doomed = device(server, first.indexedDb, { wrap: (db) => killedAtWrite(db, step.write) });
            await doomed.catalog.update().catch(() => undefined);
            doomed.db.close();
          } else if (step.kind === 'restore') {
            server.epoch = `${server.epoch}+`;
            server.publish();
          } else if (step.kind === 'both') await Promise.all(tabs.map((tab) => tab.update()));
          else await tabs[step.tab]![step.kind]();
        }
        await tabs[0]!.update();
        await expectSame(tabs[0]!, server);
        await expectSame(tabs[1]!, server);
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
