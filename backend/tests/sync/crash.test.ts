import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Failpoint } from '../../src/failpoint.ts';
import type { SyncRequest } from 'sync/protocol';
import { add, expectReply, quantities, remove, set, type Device } from './device.ts';
import { openHarness, type Harness } from './harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness?.close());

/** The job looks after a cart within grace time plus one interval; slow machines get more. */
const HEALED = { timeout: 30_000, interval: 250 };

type Crash = { at: Failpoint; hasCart: boolean };

/** The last two changes meet a cart that exists already, so every branch of the reconcile is killed once. */
const CRASHES: Crash[] = [
  { at: 'after-intents', hasCart: false },
  { at: 'after-lowering', hasCart: false },
  { at: 'after-cart', hasCart: false },
  { at: 'after-lines', hasCart: false },
  { at: 'after-lines', hasCart: true },
  { at: 'before-settle', hasCart: true },
];

describe('a server killed with -9', () => {
  const left = new Map<Crash, { device: Device; request: SyncRequest }>();

  it.each(CRASHES)('$at (cart exists: $hasCart) has taken the intents, and is behind with the rest', async (crash) => {
    const { plenty, few, uncounted } = harness.shop.variants;
    const device = harness.device();
    if (crash.hasCart) await device.sync(add(plenty, 1), add(uncounted, 1));
    const request = device.request([add(plenty, 2), add(few, 9), set(uncounted, 4)]);
    left.set(crash, { device, request });

    const doomed = await harness.startServer({ SATCHEL_FAILPOINT: crash.at });
    await expect(harness.device({ url: doomed.url }).send(request)).rejects.toThrow();
    await doomed.exited();
    expect(await harness.cartOf(device)).toMatchObject({ dirty: true });
  });

  it.each(CRASHES)(
    '$at (cart exists: $hasCart) is healed by the job, with one effect and one notice',
    async (crash) => {
      const { plenty, few, uncounted } = harness.shop.variants;
      const { device, request } = left.get(crash)!;
      await expect.poll(async () => (await harness.cartOf(device)).dirty, HEALED).toBe(false);
      const expected = { [plenty]: crash.hasCart ? 3 : 2, [few]: 3, [uncounted]: 4 };
      const { medusaCartId } = await harness.cartOf(device);
      const lines = await harness.coreLines(medusaCartId);
      expect(Object.fromEntries(lines)).toEqual(expected);
      expect(lines).toHaveLength(3);

      // The device never heard back and asks again.
      const reply = expectReply(await device.send(request));
      expect(quantities(reply)).toEqual(expected);
      expect(reply.snapshot.settled).toBe(true);
      expect(reply.notices).toMatchObject([{ kind: 'lowered', data: { wanted: 9, got: 3 } }]);
    },
  );

  it('makes no cart that nobody knows', async () => {
    const orphans = await harness.sql.query(`select id from cart where 's' || id not in (select id from sync_cart)`);
    expect(orphans.rows).toEqual([]);
  });
});

describe('a reconcile that fails', () => {
  /** A region that does not exist makes Medusa refuse, for as long as the test wants. */
  const point = (device: { clientId: string }, regionId: string) =>
    harness.sql.query(
      `update sync_cart set region_id = $2, retry_at = now()
       where id = (select cart_id from sync_lane where client_id = $1)`,
      [device.clientId, regionId],
    );

  it('still takes the intents, says that it is not settled, and is made up for by the job', async () => {
    const { plenty } = harness.shop.variants;
    const device = harness.device();
    await device.sync(remove('variant_nobody_wants'));
    const { rows } = await harness.sql.query('select region_id from sync_cart order by created_at desc limit 1');
    await point(device, 'reg_gone');

    const reply = await device.sync(add(plenty, 2));
    expect(reply).toMatchObject({ lastMid: 2, snapshot: { settled: false, totals: null } });
    expect(reply.snapshot.lines).toMatchObject([{ variantId: plenty, quantity: 2, productTitle: 'Test things' }]);
    expect(quantities(await device.sync())).toEqual({ [plenty]: 2 });

    await point(device, rows[0].region_id);
    await expect.poll(async () => (await harness.cartOf(device)).dirty, HEALED).toBe(false);
    const { medusaCartId } = await harness.cartOf(device);
    expect(await harness.coreLines(medusaCartId)).toEqual([[plenty, 2]]);
    expect((await device.sync()).snapshot.settled).toBe(true);
  }, 60_000);

  it('waits longer each time and does not hold up the carts behind it', async () => {
    const { plenty } = harness.shop.variants;
    const failing = harness.device();
    await failing.sync(remove('variant_nobody_wants'));
    await point(failing, 'reg_gone');
    await failing.sync(add(plenty, 1));
    await point(failing, 'reg_gone');

    await expect.poll(async () => (await harness.cartOf(failing)).attempts, HEALED).toBeGreaterThan(0);
    const healthy = harness.device();
    await healthy.sync(add(plenty, 1));
    const cart = await harness.cartOf(healthy);
    await harness.sql.query('update sync_cart set dirty = true, retry_at = now() where id = $1', [cart.id]);
    await expect.poll(async () => (await harness.cartOf(healthy)).dirty, HEALED).toBe(false);

    const { rows } = await harness.sql.query(
      'select attempts, retry_at > now() as waits from sync_cart where id = $1',
      [(await harness.cartOf(failing)).id],
    );
    expect(rows[0]).toMatchObject({ waits: true });

    const { id } = await harness.cartOf(failing);
    await harness.sql.query('update sync_cart set attempts = 9, retry_at = now() where id = $1', [id]);
    await expect.poll(async () => (await harness.cartOf(failing)).attempts, HEALED).toBe(10);
    const later = await harness.sql.query(
      `select retry_at < now() + interval '61 s' as soon from sync_cart where id = $1`,
      [id],
    );
    expect(later.rows).toEqual([{ soon: true }]);
  }, 60_000);
});

describe('a database that drops its connections', () => {
  it('loses and doubles nothing, and every answer speaks the protocol', async () => {
    const { uncounted } = harness.shop.variants;
    const device = harness.device();
    const dropAll = () =>
      harness.sql.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      );
    for (let k = 0; k < 10; k++) {
      const request = device.request([add(uncounted, 2 ** k)]);
      const [answer] = await Promise.all([device.send(request), dropAll()]);
      if ('error' in answer) expect([500, 503]).toContain(answer.status);
      await expect.poll(async () => (await device.send(request)).status, HEALED).toBe(200);
    }
    await expect.poll(async () => (await harness.cartOf(device)).dirty, HEALED).toBe(false);
    expect(quantities(await device.sync())).toEqual({ [uncounted]: 2 ** 10 - 1 });
    const { medusaCartId } = await harness.cartOf(device);
    expect(await harness.coreLines(medusaCartId)).toEqual([[uncounted, 2 ** 10 - 1]]);
  }, 120_000);
});

describe('a database that lets nobody in for a while', () => {
  it('stops no job for good: carts are written and the catalog follows as soon as it is back', async () => {
    const { plenty } = harness.shop.variants;
    const device = harness.device();
    await device.sync(add(plenty, 1));
    const { id } = await harness.cartOf(device);
    const elsewhere = new URL(harness.database.url);
    elsewhere.pathname = '/postgres';
    const server = new Client({ connectionString: elsewhere.href });
    await server.connect();
    const { name } = harness.database;
    const ownPid = (await harness.sql.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]?.pid;
    const beats = async () =>
      Number((await harness.sql.query<{ beat: string }>('select beat::text from sync_epoch')).rows[0]?.beat);
    const before = await beats();
    try {
      const { rows } = await server.query<{ end: string }>(`select (now() + interval '18 seconds')::text as end`);
      await server.query(`alter database ${server.escapeIdentifier(name)} allow_connections false`);
      // Longer than any of the jobs waits between two runs, so that each of them meets it.
      const isOver = async () => {
        const over = await server.query<{ is: boolean }>(
          `select now() > $3::timestamptz as is, (select count(pg_terminate_backend(pid)) from pg_stat_activity
            where datname = $1 and pid <> $2) as ended`,
          [name, ownPid, rows[0]?.end],
        );
        return over.rows[0]?.is;
      };
      await expect.poll(isOver, { timeout: 60_000, interval: 200 }).toBe(true);
    } finally {
      await server.query(`alter database ${server.escapeIdentifier(name)} allow_connections true`);
      await server.end();
    }
    await harness.sql.query('update sync_cart set dirty = true, attempts = 0, retry_at = now() where id = $1', [id]);
    await expect.poll(async () => (await harness.cartOf(device)).dirty, HEALED).toBe(false);

    await harness.sql.query('insert into catalog_change (product_id) values ($1)', [harness.shop.productIds.sold]);
    const waiting = async () => (await harness.sql.query('select 1 from catalog_change')).rowCount;
    await expect.poll(waiting, HEALED).toBe(0);
    await expect.poll(beats, HEALED).toBeGreaterThan(before + 1);
  }, 180_000);
});
