import { describe, expect, it } from 'vitest';
import { device, stocked, expectSame, shardRequests } from '../testing/catalog-device.js';
import { FakeLock, sampleProduct } from '../testing/index.js';

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
