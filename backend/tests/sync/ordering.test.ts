import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { add, expectReply, quantities, remove, set, type Device } from './device.ts';
import { openHarness, type Harness } from './harness.ts';
import { openLive } from './live-stream.ts';
import type { Checkout } from './place-order.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness?.close());

const SOON = { timeout: 30_000, interval: 20 };
const BUSY = { status: 503, error: { error: { code: 'busy' } } };

/** Variant → quantity of the order that was made of a cart; empty when there is none. */
async function ordered(medusaCartId: string): Promise<Record<string, number>> {
  const { rows } = await harness.sql.query(
    `select line.variant_id, sum(item.quantity)::int as quantity
     from order_cart link join order_item item on item.order_id = link.order_id and item.deleted_at is null
       join order_line_item line on line.id = item.item_id
     where link.cart_id = $1 and link.deleted_at is null group by 1`,
    [medusaCartId],
  );
  return Object.fromEntries(rows.map(({ variant_id, quantity }) => [variant_id, quantity]));
}

/** Those who wait for a lock that somebody holds. */
async function waiting(): Promise<number[]> {
  const blocked = `select pid from pg_stat_activity where pg_backend_pid() = any(pg_blocking_pids(pid))`;
  let pids: number[] = [];
  await expect
    .poll(async () => (pids = (await harness.sql.query(blocked)).rows.map(({ pid }) => pid)), SOON)
    .not.toEqual([]);
  return pids;
}

/** A device with two pieces in its cart, ready to be ordered. */
async function readyToOrder(): Promise<{ device: Device; cartId: string; checkout: Checkout }> {
  const device = harness.device();
  await device.sync(add(harness.shop.variants.uncounted, 2));
  const cartId = (await harness.cartOf(device)).medusaCartId;
  const checkout = harness.checkout(cartId);
  await checkout.prepare();
  return { device, cartId, checkout };
}

describe('an order that is placed', () => {
  it('after a change was looked at and before it is taken: the change goes to the next cart', async () => {
    const { uncounted, plenty } = harness.shop.variants;
    const { device, cartId, checkout } = await readyToOrder();
    await harness.sql.query('begin');
    await harness.sql.query('select 1 from sync_client where id = $1 for update', [device.clientId]);
    const late = device.request([
      { ...add(uncounted, 3), generation: 0 },
      { ...set(plenty, 9), generation: 0 },
    ]);
    const sending = device.send(late);
    await waiting();
    expect(await checkout.complete()).toMatchObject({ body: { type: 'order' } });
    await harness.sql.query('commit');

    const reply = expectReply(await sending);
    expect(reply).toMatchObject({ generation: 1, lastMid: 3 });
    expect(quantities(reply)).toEqual({ [uncounted]: 3 });
    expect(reply.notices.map(({ kind }) => kind).toSorted()).toEqual(['cart_completed', 'moved']);
    expect(await ordered(cartId)).toEqual({ [uncounted]: 2 });
  });

  it('lets changes wait from its first check on, and they are in the next cart then', async () => {
    const { uncounted, plenty } = harness.shop.variants;
    const { device, cartId, checkout } = await readyToOrder();
    await harness.sql.query('begin');
    await harness.sql.query('lock table "order" in share mode');
    const completing = checkout.complete();
    await waiting();
    expect(await harness.cartOf(device)).toMatchObject({ state: 'checkout' });
    const late = device.request([
      { ...add(plenty, 1), generation: 0 },
      { ...remove(uncounted), generation: 0 },
    ]);
    expect(await device.send(late)).toMatchObject(BUSY);
    expect(await harness.attach(device, await harness.customer())).toMatchObject({ status: 503 });
    expect(quantities(await device.reborn().sync())).toEqual({ [uncounted]: 2 });
    await harness.sql.query('commit');

    expect(await completing).toMatchObject({ body: { type: 'order' } });
    const reply = expectReply(await device.send(late));
    expect(quantities(reply)).toEqual({ [plenty]: 1 });
    expect(reply.notices.map(({ kind }) => kind).toSorted()).toEqual(['cart_completed', 'moved']);
    expect(await ordered(cartId)).toEqual({ [uncounted]: 2 });
  }, 60_000);

  it('and given up when the money does not come: nothing has left the cart', async () => {
    const { uncounted, plenty } = harness.shop.variants;
    const { device, cartId, checkout } = await readyToOrder();
    await harness.sql.query('begin');
    await harness.sql.query(
      `select 1 from payment_session where payment_collection_id in (
         select payment_collection_id from cart_payment_collection where cart_id = $1) for update`,
      [cartId],
    );
    const completing = checkout.complete();
    const pids = await waiting();
    // Medusa says so before it has the money.
    const { rows } = await harness.sql.query('select completed_at from cart where id = $1', [cartId]);
    expect(rows[0].completed_at).not.toBeNull();
    const late = device.request([{ ...add(plenty, 1), generation: 0 }]);
    expect(await device.send(late)).toMatchObject(BUSY);
    expect(quantities(await device.sync())).toEqual({ [uncounted]: 2 });
    for (const pid of pids) await harness.sql.query('select pg_terminate_backend($1)', [pid]);
    await harness.sql.query('commit');

    expect((await completing).body.type).not.toBe('order');
    expect(await ordered(cartId)).toEqual({});
    const reply = expectReply(await device.send(late));
    expect(reply).toMatchObject({ generation: 0, notices: [] });
    expect(quantities(reply)).toEqual({ [uncounted]: 2, [plenty]: 1 });
    expect((await harness.cartOf(device)).medusaCartId).toBe(cartId);
  }, 60_000);

  it('by a process whose locks nobody else knows is given up when the cart changes under its feet', async () => {
    const { uncounted } = harness.shop.variants;
    const { device, cartId } = await readyToOrder();
    const other = await harness.startServer({});
    await harness.sql.query('begin');
    await harness.sql.query('lock table "order" in share mode');
    const completing = harness.checkout(cartId, other.url).complete();
    await waiting();
    // Here nothing holds the lock, so the change is taken and Medusa's cart follows; its payment is of another amount then.
    const reply = await device.sync({ ...add(uncounted, 3), generation: 0 });
    expect(quantities(reply)).toEqual({ [uncounted]: 5 });
    await harness.sql.query('commit');
    expect((await completing).body.type).not.toBe('order');
    expect(await ordered(cartId)).toEqual({});
    expect(await device.sync()).toMatchObject({ generation: 0, snapshot: { settled: true } });
    await harness.placeOrder(cartId);
    expect(await ordered(cartId)).toEqual({ [uncounted]: 5 });
    await other.stop();
  }, 90_000);

  it('at any moment while changes come in: each is in the order or in the next cart, never in both', async () => {
    const { uncounted } = harness.shop.variants;
    const adds = [4, 8, 16, 32, 64];
    for (let round = 0; round < adds.length; round++) {
      const { device, cartId, checkout } = await readyToOrder();
      const attempts: Array<Promise<unknown>> = [];
      for (const [index, quantity] of adds.entries()) {
        const request = device.request([{ ...add(uncounted, quantity), generation: 0 }]);
        if (index >= round) attempts.push(checkout.complete(), checkout.complete());
        let answer = await device.send(request);
        while ('error' in answer && answer.status === 503) answer = await device.send(request);
        expectReply(answer);
      }
      await Promise.all(attempts);
      const inOrder = (await ordered(cartId))[uncounted] ?? 0;
      const inCart = quantities(await device.sync())[uncounted] ?? 0;
      expect(inOrder + inCart, `round ${round}`).toBe(2 + 4 + 8 + 16 + 32 + 64);
      expect(inOrder & inCart).toBe(0);
    }
  }, 120_000);

  it('is heard by an open page, which finds an empty cart', async () => {
    const { uncounted } = harness.shop.variants;
    const { device, checkout } = await readyToOrder();
    const { id } = await harness.cartOf(device);
    const stream = await openLive(device);
    expect(await checkout.complete()).toMatchObject({ body: { type: 'order' } });
    // Nobody asked, so it was the event that turned the page.
    await expect.poll(async () => (await harness.cartOf(device)).id, SOON).not.toBe(id);
    await expect.poll(() => stream.pokes(), SOON).toBeGreaterThan(0);
    expect(await device.sync()).toMatchObject({ generation: 1, snapshot: { lines: [], settled: true }, notices: [] });
    expect(quantities(await device.sync(add(uncounted, 1)))).toEqual({ [uncounted]: 1 });
    stream.close();
  });
});

describe('an order is refused', () => {
  it('when a change is being taken at that moment: it is acknowledged first, so it belongs into the order', async () => {
    const { uncounted } = harness.shop.variants;
    const { device, cartId, checkout } = await readyToOrder();
    await harness.sql.query('begin');
    // The change holds its cart and waits here.
    await harness.sql.query('lock table sync_effect in share mode');
    const sending = device.sync(add(uncounted, 3));
    const [taking] = await waiting();
    const completing = checkout.complete();
    const behind = 'select 1 from pg_stat_activity where $1 = any(pg_blocking_pids(pid))';
    await expect.poll(async () => (await harness.sql.query(behind, [taking])).rowCount, SOON).toBe(1);
    await harness.sql.query('commit');

    expect(await completing).toMatchObject({ status: 400, body: { code: 'cart_not_settled' } });
    expect(quantities(await sending)).toEqual({ [uncounted]: 5 });
    await expect.poll(async () => (await harness.cartOf(device)).dirty, SOON).toBe(false);
    await harness.placeOrder(cartId);
    expect(await ordered(cartId)).toEqual({ [uncounted]: 5 });
  }, 60_000);

  const ALTERED: Array<[string, (cartId: string) => Promise<unknown>]> = [
    [
      'as long as a change that was acknowledged is not in it',
      (cartId) =>
        harness.sql.query(`update sync_cart set dirty = true, retry_at = now() + '2 s' where id = 's' || $1`, [cartId]),
    ],
    [
      'when somebody took a line out past us',
      (cartId) =>
        harness.sql.query('update cart_line_item set deleted_at = now() where cart_id = $1 and quantity = 2', [cartId]),
    ],
    [
      'when somebody changed a quantity past us',
      (cartId) => harness.sql.query('update cart_line_item set quantity = 1 where cart_id = $1', [cartId]),
    ],
  ];

  it.each(ALTERED)('%s; then it is repaired', async (_, alter) => {
    const { uncounted, plenty } = harness.shop.variants;
    const device = harness.device();
    await device.sync(add(uncounted, 2), add(plenty, 3));
    const cartId = (await harness.cartOf(device)).medusaCartId;
    const checkout = harness.checkout(cartId);
    await checkout.prepare();
    await alter(cartId);
    expect(await checkout.complete()).toMatchObject({ status: 400, body: { code: 'cart_not_settled' } });
    await expect.poll(async () => (await harness.cartOf(device)).dirty, SOON).toBe(false);
    expect(Object.fromEntries(await harness.coreLines(cartId))).toEqual({ [uncounted]: 2, [plenty]: 3 });
    // What has to be shipped would need a way of shipping.
    await device.sync(remove(plenty));
    await harness.placeOrder(cartId);
    expect(await ordered(cartId)).toEqual({ [uncounted]: 2 });
  });

  it('for a cart that was given to a customer', async () => {
    const { device, cartId, checkout } = await readyToOrder();
    await harness.attach(device, await harness.customer());
    expect(await checkout.complete()).toMatchObject({ status: 400, body: { code: 'cart_is_over' } });
    expect(await ordered(cartId)).toEqual({});
  });
});
