import { describe, expect, it } from 'vitest';
import { SyncError } from '../errors.js';
import { device, conditionsOf, everything, expectSame, shardRequests } from '../testing/catalog-device.js';
import { FeedServer, sampleProduct } from '../testing/index.js';
import { MOST_REPLACED } from './upkeep.js';

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
