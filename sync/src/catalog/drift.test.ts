import { describe, expect, it } from 'vitest';
import { device, stocked, expectSame, shardRequests } from '../testing/catalog-device.js';
import { sampleProduct } from '../testing/index.js';
import type { Catalog } from './catalog.js';
import { CHECK_EVERY } from './upkeep.js';

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
