import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { add, enter, expectReply, quantities, remove, set } from './device.ts';
import { openHarness, type Harness } from './harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness?.close());

/** The jobs come by every few seconds, the one that puts carts away every quarter of a minute. */
const SOON = { timeout: 60_000, interval: 200 };
const WITHIN_MINUTES = { timeout: 150_000, interval: 500 };

async function createPromotion(body: Record<string, unknown>): Promise<void> {
  await harness.admin.post('/promotions', { type: 'standard', status: 'active', is_automatic: false, ...body });
}

const method = (target_type: string, value: number, more: Record<string, unknown> = {}) => ({
  type: 'percentage',
  target_type,
  value,
  ...(target_type === 'order' ? {} : { allocation: 'each', max_quantity: 100 }),
  ...more,
});

describe('a cart that becomes an order while changes to it are queued', () => {
  it('has a next generation; additions move there, everything else is told', async () => {
    const { plenty, few, uncounted } = harness.shop.variants;
    const device = harness.device();
    const seen = await device.sync(add(uncounted, 2));
    expect(seen.generation).toBe(0);
    const generation = 0;
    const queued = device.request([
      { ...add(uncounted, 3), generation },
      { ...set(plenty, 9), generation },
      { ...remove(uncounted), generation },
      { ...add(few, 1), generation },
    ]);
    await harness.placeOrder((await harness.cartOf(device)).medusaCartId);

    const reply = expectReply(await device.send(queued));
    expect(reply).toMatchObject({ lastMid: 5, generation: 1, snapshot: { settled: true } });
    expect(reply.rev).toBeGreaterThan(seen.rev);
    expect(quantities(reply)).toEqual({ [uncounted]: 3, [few]: 1 });
    expect(reply.notices).toMatchObject([
      { kind: 'cart_completed', data: { mid: 3, intent: { kind: 'cart.set' } } },
      { kind: 'cart_completed', data: { mid: 4, intent: { kind: 'cart.remove' } } },
      { kind: 'moved', data: { lines: 2 } },
    ]);
    expect(expectReply(await device.send(queued))).toEqual(reply);
    const next = await device.sync({ ...set(uncounted, 1), generation: 1 });
    expect(quantities(next)).toEqual({ [uncounted]: 1, [few]: 1 });
  });

  it('tells an attached device as well, of whose cart it was', async () => {
    const { plenty, uncounted } = harness.shop.variants;
    const ada = await harness.customer();
    const device = harness.device();
    await device.sync(add(uncounted, 2));
    const queued = device.request([
      { ...add(plenty, 1), generation: 0 },
      { ...set(uncounted, 7), generation: 0 },
    ]);
    await harness.attach(device, ada);
    const own = device.signedIn(ada);
    await own.sync();
    await harness.placeOrder((await harness.cartOf(own)).medusaCartId);
    const reply = expectReply(await device.send(queued));
    expect(reply.snapshot.lines).toEqual([]);
    expect(reply.notices.map(({ kind }) => kind)).toEqual(['cart_completed', 'moved']);
    expect(quantities(await own.sync())).toEqual({ [plenty]: 1 });
    const noticesStored = reply.notices.map(({ id }) => id);
    expect(expectReply(await device.send(device.request([], { noticesStored }))).notices).toEqual([]);
  });
});

describe('a promotion code', () => {
  it('takes its part off, once, and is refused when nobody knows it', async () => {
    await createPromotion({ code: 'TEN OFF', application_method: method('order', 10) });
    const { plenty } = harness.shop.variants;
    const device = harness.device();
    const reply = await device.sync(add(plenty, 2), enter('TEN OFF'), enter('TEN OFF'), enter('NOBODY KNOWS'));
    expect(reply.snapshot).toMatchObject({
      settled: true,
      promotions: [{ code: 'TEN OFF', amount: { amount: 4, currency: 'eur' } }],
      totals: { discountTotal: 4, total: 36 },
    });
    expect(reply.notices).toMatchObject([{ kind: 'promo_refused', data: { code: 'NOBODY KNOWS' } }]);
    const more = await device.sync(add(plenty, 1));
    expect(more.snapshot).toMatchObject({ promotions: [{ amount: { amount: 6 } }], totals: { total: 54 } });
    const without = await device.sync({ kind: 'cart.promo.remove', args: { code: 'TEN OFF' } });
    expect(without.snapshot).toMatchObject({ promotions: [], totals: { discountTotal: 0, total: 60 } });
  });

  it('that is over, not running or for something else is refused', async () => {
    const { plenty } = harness.shop.variants;
    const other = [{ attribute: 'items.product.id', operator: 'in', values: ['prod_of_somebody_else'] }];
    await createPromotion({ code: 'ELSEWHERE', application_method: method('items', 10, { target_rules: other }) });
    await createPromotion({ code: 'DRAFT', status: 'draft', application_method: method('order', 10) });
    await createPromotion({
      code: 'OVER',
      application_method: method('order', 10),
      campaign: { name: 'Over', campaign_identifier: 'OVER', starts_at: '2020-01-01', ends_at: '2020-02-01' },
    });
    const reply = await harness.device().sync(add(plenty, 1), enter('ELSEWHERE'), enter('DRAFT'), enter('OVER'));
    expect(reply.snapshot).toMatchObject({ settled: true, promotions: [], totals: { total: 20 } });
    expect(reply.notices.map(({ kind, data }) => [kind, data.code]).toSorted()).toEqual([
      ['promo_refused', 'DRAFT'],
      ['promo_refused', 'ELSEWHERE'],
      ['promo_refused', 'OVER'],
    ]);
  });

  it('for shipping waits until there is shipping, and no code is judged by an empty cart', async () => {
    await createPromotion({ code: 'FREE SHIPPING', application_method: method('shipping_methods', 100) });
    await createPromotion({ code: 'FIVE OFF', application_method: method('order', 5) });
    const device = harness.device();
    const empty = await device.sync(enter('FREE SHIPPING'), enter('FIVE OFF'));
    expect(empty).toMatchObject({ notices: [], snapshot: { promotions: [{ amount: null }, { amount: null }] } });
    const filled = await device.sync(add(harness.shop.variants.plenty, 1));
    expect(filled).toMatchObject({
      notices: [],
      snapshot: { promotions: [{ amount: { amount: 0 } }, { code: 'FIVE OFF', amount: { amount: 1 } }] },
    });
  });
});

describe('a line that Medusa cannot hold', () => {
  it('is taken out with a notice, and the others are priced', async () => {
    const { many, prices } = harness.shop;
    const [broken, ...healthy] = many.slice(0, 4) as [string, string, string, string];
    const where = `price_set_id = (select price_set_id from product_variant_price_set where variant_id = $1)`;
    const before = await harness.sql.query(`select id, amount, raw_amount from price where ${where}`, [broken]);
    await harness.sql.query(`update price set amount = 'NaN', raw_amount = '{"value": "NaN"}' where ${where}`, [
      broken,
    ]);
    try {
      const device = harness.device();
      const first = await device.sync(...[broken, ...healthy].map((id) => add(id, 1)));
      expect(first.snapshot).toMatchObject({ settled: false, totals: null });
      const { id } = await harness.cartOf(device);
      await harness.sql.query('update sync_cart set attempts = 3, retry_at = now() where id = $1', [id]);
      await expect.poll(async () => (await harness.cartOf(device)).dirty, SOON).toBe(false);
      const reply = await device.sync();
      expect(quantities(reply)).toEqual(Object.fromEntries(healthy.map((id) => [id, 1])));
      expect(reply.snapshot).toMatchObject({ settled: true, totals: { total: 3 * prices.one } });
      expect(reply.notices).toMatchObject([{ kind: 'gone', data: { variantId: broken, quantity: 1 } }]);
    } finally {
      for (const { id, amount, raw_amount } of before.rows) {
        await harness.sql.query('update price set amount = $2, raw_amount = $3 where id = $1', [
          id,
          amount,
          JSON.stringify(raw_amount),
        ]);
      }
    }
  }, 90_000);
});

describe('a cart nobody comes back to', () => {
  it('is put away after 90 days; the next visit starts a new one and is told once what was in it', async () => {
    const { plenty, few } = harness.shop.variants;
    const device = harness.device();
    const seen = await device.sync(add(plenty, 2), add(few, 1));
    const regular = harness.device();
    await regular.sync(add(plenty, 1));
    const { id, medusaCartId } = await harness.cartOf(device);
    const age = (days: number) => `now() - interval '${days} days'`;
    await harness.sql.query(`update sync_cart set updated_at = ${age(91)} where id = any($1)`, [
      [id, (await harness.cartOf(regular)).id],
    ]);
    await harness.sql.query(`update sync_client set last_seen = ${age(91)} where id = $1`, [device.clientId]);
    const stateOf = async () =>
      (await harness.sql.query('select state, medusa_cart_id from sync_cart where id = $1', [id])).rows[0];
    await expect.poll(stateOf, WITHIN_MINUTES).toEqual({ state: 'expired', medusa_cart_id: null });
    expect((await harness.sql.query('select 1 from cart where id = $1', [medusaCartId])).rowCount).toBe(0);
    expect((await harness.cartOf(regular)).state).toBe('open');

    const reply = await device.sync();
    expect(reply).toMatchObject({ generation: 1, lastMid: 2, snapshot: { lines: [], settled: true } });
    expect(reply.rev).toBeGreaterThan(seen.rev);
    expect(reply.notices).toMatchObject([
      {
        kind: 'expired',
        data: {
          lines: [
            { variantId: plenty, title: 'Test things · Kind: plenty', quantity: 2 },
            { variantId: few, title: 'Test things · Kind: few', quantity: 1 },
          ],
        },
      },
    ]);
    const noticesStored = reply.notices.map((notice) => notice.id);
    expect(expectReply(await device.send(device.request([], { noticesStored }))).notices).toEqual([]);
    expect((await device.reborn().sync()).notices).toEqual([]);
  }, 200_000);

  it('is forgotten in the end, and a client that could still send is not', async () => {
    const { plenty } = harness.shop.variants;
    const [lost, rare] = [harness.device(), harness.device()];
    await lost.sync(add(plenty, 1));
    await rare.sync(add(plenty, 1));
    const { sql } = harness;
    const age = (days: number, clientId: string) =>
      sql.query(`update sync_client set last_seen = now() - make_interval(days => $2) where id = $1`, [clientId, days]);
    await age(401, lost.clientId);
    await age(399, rare.clientId);
    await sql.query(`update sync_effect set at = now() - interval '91 days' where uuid = $1`, [lost.headUuid]);
    const notices = `select id from sync_notice where cart_id = $1 order by id`;
    const { id: cartId } = await harness.cartOf(rare);
    await sql.query(
      `insert into sync_notice (id, cart_id, kind, data, created_at, acknowledged_at)
       select cart || what, cart, 'restored', '{"lines": 1}', now() - interval '60 days', now() - make_interval(days => heard)
       from (values ($1, ':heard long ago', 31), ($1, ':heard', 29), ($1, ':never heard', null)) as told (cart, what, heard)`,
      [cartId],
    );
    const clients = async () =>
      (await sql.query('select id from sync_client where id = any($1)', [[lost.clientId, rare.clientId]])).rows;
    await expect.poll(clients, WITHIN_MINUTES).toEqual([{ id: rare.clientId }]);
    expect((await sql.query('select 1 from sync_effect where uuid = $1', [lost.headUuid])).rowCount).toBe(0);
    expect((await sql.query('select 1 from sync_effect where uuid = $1', [rare.headUuid])).rowCount).toBe(1);
    expect((await sql.query(notices, [cartId])).rows.map(({ id }) => id)).toEqual([
      `${cartId}:heard`,
      `${cartId}:never heard`,
    ]);
    const back = await lost.send(lost.request([add(plenty, 1)]));
    expect(back).toMatchObject({ status: 409, error: { error: { code: 'out_of_order' }, lastMid: 0, effective: [] } });
    expect(quantities(await rare.sync(add(plenty, 1)))).toEqual({ [plenty]: 2 });
  }, 200_000);
});

describe('the figures', () => {
  it('are for a collector on this machine and name nobody', async () => {
    const device = harness.device();
    await device.sync(add(harness.shop.variants.plenty, 1));
    const address = `${harness.backend.url}/metrics`;
    const text = await (await fetch(address)).text();
    expect(text).toMatch(/^satchel_sync_requests_total\{outcome="ok"\} \d+$/m);
    expect(text).toMatch(/^satchel_sync_drain_seconds_count [1-9]\d*$/m);
    expect(text).toMatch(/^satchel_sync_dirty_carts \d+$/m);
    expect(text).not.toContain(device.clientId);
    expect((await fetch(address, { headers: { 'x-forwarded-for': '203.0.113.5' } })).status).toBe(404);
  });
});
