import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { add, quantities, remove, set } from './device.ts';
import { openHarness, type Harness } from './harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness?.close());

async function store(path: string, init: { method?: string; body?: unknown } = {}) {
  const response = await fetch(`${harness.backend.url}/store${path}`, {
    method: init.method ?? 'GET',
    headers: { 'content-type': 'application/json', 'x-publishable-api-key': harness.shop.publishableKey },
    ...(init.body !== undefined && { body: JSON.stringify(init.body) }),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as never };
}

describe("Medusa's cart", () => {
  it('is what was wanted, with the titles, prices and totals of the catalog', async () => {
    const { plenty, few, uncounted } = harness.shop.variants;
    const device = harness.device();
    await device.sync(add(plenty, 1), add(few, 2), add(uncounted, 9));
    const reply = await device.sync(set(plenty, 3), remove(few), add(uncounted, 1));
    const { medusaCartId } = await harness.cartOf(device);
    const { status, body } = await store(`/carts/${medusaCartId}`);
    expect(status).toBe(200);
    const { cart } = body as {
      cart: { items: Array<Record<string, unknown>>; total: number; sales_channel_id: string };
    };
    expect(Object.fromEntries(cart.items.map((item) => [item.variant_id, item.quantity]))).toEqual(quantities(reply));
    expect(cart.items.find((item) => item.variant_id === plenty)).toMatchObject({
      title: 'Test things',
      variant_title: 'plenty',
      product_handle: 'test-things',
      unit_price: harness.shop.prices.one,
      quantity: 3,
    });
    expect(cart.total).toBe(13 * harness.shop.prices.one);
    expect(reply.snapshot).toMatchObject({
      settled: true,
      totals: { currency: 'eur', itemTotal: cart.total, total: cart.total },
    });
  });

  it('gets a new price with the next change of any line', async () => {
    const { plenty, uncounted } = harness.shop.variants;
    const { sold } = harness.shop.productIds;
    const device = harness.device();
    await device.sync(add(plenty, 1));
    const setPrice = (amount: number) =>
      harness.admin.post(`/products/${sold}/variants/${plenty}`, { prices: [{ amount, currency_code: 'eur' }] });
    await setPrice(17.5);
    try {
      const { snapshot } = await device.sync(add(uncounted, 1));
      expect(snapshot.lines.find(({ variantId }) => variantId === plenty)?.unitPrice?.amount).toBe(17.5);
      expect(snapshot.totals?.total).toBe(17.5 + harness.shop.prices.one);
    } finally {
      await setPrice(harness.shop.prices.one);
    }
  });

  it('is repaired when somebody wrote past us: foreign lines go, double lines become one', async () => {
    const { plenty, uncounted } = harness.shop.variants;
    const device = harness.device();
    await device.sync(add(plenty, 2));
    const { medusaCartId } = await harness.cartOf(device);
    await harness.sql.query(
      `insert into cart_line_item (id, cart_id, title, variant_id, quantity, unit_price, raw_unit_price)
       select 'cali_' || gen_random_uuid(), $1, 'Foreign', v, 1, 1, '{"value": "1", "precision": 20}'
       from unnest($2::text[]) as v`,
      [medusaCartId, [plenty, plenty, harness.shop.variants.few]],
    );
    await device.sync(add(uncounted, 1));
    const lines = await harness.coreLines(medusaCartId);
    expect(lines.toSorted()).toEqual([[plenty, 2] as const, [uncounted, 1] as const].toSorted());
  });

  it('that became an order gets a successor, and only what came after the order is in it', async () => {
    const { uncounted } = harness.shop.variants;
    const device = harness.device();
    const before = await device.sync(add(uncounted, 2));
    const first = await harness.cartOf(device);
    await harness.placeOrder(first.medusaCartId);

    const reply = await device.sync(add(uncounted, 3), remove('variant_that_was_ordered'));
    expect(quantities(reply)).toEqual({ [uncounted]: 3 });
    expect(reply.rev).toBeGreaterThan(before.rev);
    const second = await harness.cartOf(device);
    expect(second.medusaCartId).not.toBe(first.medusaCartId);
    expect(await harness.coreLines(second.medusaCartId)).toEqual([[uncounted, 3]]);
    expect(await harness.coreLines(first.medusaCartId)).toEqual([[uncounted, 2]]);
  });

  it('that became an order while another browser of the device writes does not make the two wait for each other', async () => {
    const { uncounted } = harness.shop.variants;
    const device = harness.device();
    await device.sync(add(uncounted, 2));
    const { id, medusaCartId } = await harness.cartOf(device);

    // What a request of this device does: its lane first, its cart then.
    const { sql } = harness;
    await sql.query('begin');
    await sql.query('select 1 from sync_lane where client_id = $1 for update', [device.clientId]);
    await harness.placeOrder(medusaCartId);
    const other = device.reborn().sync();
    await waiting();
    await sql.query('select 1 from sync_cart where id = $1 for update', [id]);
    await sql.query('commit');
    expect(quantities(await other)).toEqual({});
    expect((await harness.cartOf(device)).id).not.toBe(id);
  });

  it('that became an order is empty for a device that only looks', async () => {
    const { uncounted } = harness.shop.variants;
    const device = harness.device();
    await device.sync(add(uncounted, 2));
    await harness.placeOrder((await harness.cartOf(device)).medusaCartId);
    const reply = await device.sync();
    expect(reply.snapshot).toMatchObject({ lines: [], settled: true });
    expect(reply.notices).toEqual([]);
  });
});

describe('one writer', () => {
  it.each([
    ['POST', '/carts/:id/line-items', { variant_id: 'v', quantity: 1 }],
    ['POST', '/carts/:id/line-items/:line', { quantity: 2 }],
    ['DELETE', '/carts/:id/line-items/:line', undefined],
    ['POST', '/carts', { items: [{ variant_id: 'v', quantity: 1 }] }],
    ['POST', '/carts/:id', { region_id: 'reg_other' }],
    ['POST', '/carts/:id', { promo_codes: [] }],
    ['POST', '/carts/:id/promotions', { promo_codes: ['A'] }],
    ['DELETE', '/carts/:id/promotions', { promo_codes: ['A'] }],
  ])('%s %s is closed', async (method, path, body) => {
    const device = harness.device();
    await device.sync(add(harness.shop.variants.plenty, 2));
    const { medusaCartId } = await harness.cartOf(device);
    const item = await harness.sql.query('select id from cart_line_item where cart_id = $1', [medusaCartId]);
    const address = path.replace(':id', medusaCartId).replace(':line', item.rows[0].id);
    expect(await store(address, { method, body })).toMatchObject({ status: 403, body: { code: 'one_writer' } });
    expect(await harness.coreLines(medusaCartId)).toEqual([[harness.shop.variants.plenty, 2]]);
  });
});

describe('every route', () => {
  it.each([
    '/store/products?fields=id,__proto__.polluted',
    '/store/products?fields=id,constructor.prototype.polluted',
    '/store/products?order=-variants.__proto__.x',
    '/store/products?__proto__[polluted]=1',
    '/store/products?constructor.prototype.polluted=1',
    '/store/products?filter%5B%5F%5Fproto%5F%5F%5D=1',
    '/ready?prototype.x=1',
  ])('rejects %s', async (path) => {
    const response = await fetch(harness.backend.url + path, {
      headers: { 'x-publishable-api-key': harness.shop.publishableKey },
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'forbidden_path' });
  });

  it('lets a person search for a constructor set, and Medusa for ordinary fields', async () => {
    expect(await store('/products?q=constructor&fields=id,variants.id&order=-created_at')).toMatchObject({
      status: 200,
    });
  });

  it('never returns more than a hundred', async () => {
    expect(await store('/products?limit=100000&fields=id')).toMatchObject({ status: 200, body: { limit: 100 } });
    expect(await store('/products?limit=3&fields=id')).toMatchObject({ status: 200, body: { limit: 3 } });
  });

  it('does not say what it is made of', async () => {
    expect((await store('/products?fields=id')).headers.get('x-powered-by')).toBeNull();
    const refused = await fetch(`${harness.backend.url}/store/sync`, { method: 'POST', body: '{}' });
    expect(refused.headers.get('x-powered-by')).toBeNull();
  });

  it('answers a body that is cut off and stays alive', async () => {
    await new Promise<void>((resolve) => {
      const request = httpRequest(`${harness.backend.url}/store/sync`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': 1000 },
      });
      request.on('error', () => resolve());
      request.on('close', () => resolve());
      request.write('{"proto":', () => request.destroy());
    });
    expect(quantities(await harness.device().sync(add(harness.shop.variants.plenty, 1)))).toEqual({
      [harness.shop.variants.plenty]: 1,
    });
  });
});

/** Until somebody else waits for a lock. */
async function waiting(): Promise<void> {
  const deadline = performance.now() + 15_000;
  const blocked = `select 1 from pg_stat_activity where pg_backend_pid() = any(pg_blocking_pids(pid))`;
  while ((await harness.sql.query(blocked)).rowCount === 0) {
    if (performance.now() > deadline) throw new Error('Nobody waited within 15 s.');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
