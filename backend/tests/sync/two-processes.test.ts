import { Redis } from 'ioredis';
import { hasRedis, type TestServer } from 'launch/test-stack';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { add, post, quantities } from './device.ts';
import { openHarness, type Harness } from './harness.ts';

const CLIENTS = 20;
/** Redis frees the lock of a dead process by then. */
const HEALED = { timeout: 60_000, interval: 200 };

let harness: Harness;
let redis: Redis;
let servers: TestServer[];

describe.skipIf(!hasRedis())('two backends on one Redis', () => {
  beforeAll(async () => {
    harness = await openHarness();
    const { url } = await harness.stack.startRedis();
    redis = new Redis(url);
    const env = { REDIS_URL: url, MEDUSA_WORKER_MODE: 'shared', SYNC_NEW_CLIENTS_PER_MINUTE: '3' };
    // The one of the harness keeps locks to itself, so it must not take part.
    await harness.backend.stop();
    servers = await Promise.all([harness.startServer(env), harness.startServer(env)]);
  });
  afterAll(async () => {
    redis?.disconnect();
    await harness?.close();
  });

  it('count the new clients of one address together', async () => {
    const { publishableKey, variants } = harness.shop;
    const statuses: number[] = [];
    for (const { url } of [...servers, ...servers, ...servers]) {
      const body = JSON.stringify(harness.device().request([add(variants.plenty, 1)]));
      const { status } = await post({ url, publishableKey, address: '203.0.113.1' }, body);
      statuses.push(status);
    }
    expect(statuses).toEqual([200, 200, 200, 429, 429, 429]);
  });

  it('do not count it as a failure of a cart that somebody else is writing it', async () => {
    const { uncounted } = harness.shop.variants;
    const device = harness.device({ url: servers[0]?.url ?? '' });
    await device.sync(add(uncounted, 1));
    const { id, medusaCartId } = await harness.cartOf(device);
    const lock = `medusa_lock:${medusaCartId}`;
    await redis.set(lock, 'somebody else', 'EX', 60);
    await harness.sql.query('update sync_cart set dirty = true, attempts = 2, retry_at = now() where id = $1', [id]);
    const attempts = async () => (await harness.cartOf(device)).attempts;
    await expect.poll(attempts, HEALED).toBe(3);
    await expect.poll(attempts, HEALED).toBe(2);
    await redis.del(lock);
    await expect.poll(async () => (await harness.cartOf(device)).dirty, HEALED).toBe(false);
  }, 200_000);

  it('write one hot cart, one of them dies, and every change has happened exactly once', async () => {
    const { uncounted } = harness.shop.variants;
    const [one, two] = servers as [TestServer, TestServer];
    const owner = harness.device({ url: one.url });
    await owner.sync(add(uncounted, 1));
    const clients = Array.from({ length: CLIENTS }, (_, index) => {
      return { client: owner.reborn(), urls: index % 2 === 0 ? [one.url, two.url] : [two.url, one.url] };
    });
    // A line holds 100,000 at most, so the bits of 20 clients are spread over two lines.
    const { backorder } = harness.shop.variants;
    const requests = clients.map(({ client, urls }, index) => ({
      urls,
      client,
      body: client.request([
        index < CLIENTS / 2 ? add(uncounted, 2 ** (index + 1)) : add(backorder, 2 ** (index - CLIENTS / 2)),
      ]),
    }));

    const persist = async ({ client, urls, body }: (typeof requests)[number]): Promise<void> => {
      for (let attempt = 0; attempt < 100; attempt++) {
        const url = urls[attempt % urls.length] ?? '';
        const { publishableKey } = client.options;
        const answer = await post({ url, publishableKey }, JSON.stringify(body)).catch(() => null);
        if (answer && 'reply' in answer) return;
      }
      throw new Error('no server took the change');
    };
    const draining = Promise.all(requests.map(persist));
    const taken = async () =>
      Number((await harness.sql.query('select count(*) from sync_effect')).rows[0].count) > CLIENTS / 3;
    await expect.poll(taken, { timeout: 30_000, interval: 5 }).toBe(true);
    await two.kill();
    await draining;

    const expected = { [uncounted]: 2 ** (CLIENTS / 2 + 1) - 1, [backorder]: 2 ** (CLIENTS / 2) - 1 };
    expect(quantities(await owner.sync())).toEqual(expected);
    await expect.poll(async () => (await harness.cartOf(owner)).dirty, HEALED).toBe(false);
    const { medusaCartId } = await harness.cartOf(owner);
    const found = await harness.sql.query(
      'select variant_id, quantity::int from cart_line_item where cart_id = $1 and deleted_at is null',
      [medusaCartId],
    );
    expect(Object.fromEntries(found.rows.map(({ variant_id, quantity }) => [variant_id, quantity]))).toEqual(expected);
    expect(found.rowCount).toBe(2);
    const orphans = await harness.sql.query(`select id from cart where 's' || id not in (select id from sync_cart)`);
    expect(orphans.rows).toEqual([]);
    await expect.poll(() => redis.keys('medusa_lock:*cart*'), HEALED).toEqual([]);
    expect((await owner.sync()).snapshot.settled).toBe(true);
  }, 200_000);
});
