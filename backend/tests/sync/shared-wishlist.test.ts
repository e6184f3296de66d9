import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { principalOf, unwish, wish, type Device, type Session } from './device.ts';
import { openHarness, type Harness } from './harness.ts';

let harness: Harness;
let limited: string;

beforeAll(async () => {
  harness = await openHarness();
  limited = (await harness.startServer({ WISHLIST_GUESSES_PER_MINUTE: '3', WISHLIST_LINKS_PER_DAY: '2' })).url;
});
afterAll(() => harness?.close());

type Answer = {
  status: number;
  retryAfter: string | null;
  body: {
    code?: string;
    field?: string;
    sharing?: { token: string | null; earlier: number };
    wishes?: Array<{ variantId: string; productId: string | null }>;
  };
};

async function ask(path: string, init: RequestInit, url = harness.backend.url): Promise<Answer> {
  const response = await fetch(url + path, init);
  expect(response.headers.get('cache-control')).toBe('no-store');
  const retryAfter = response.headers.get('retry-after');
  return { status: response.status, retryAfter, body: (await response.json()) as Answer['body'] };
}

/** `GET`: how it stands, `POST`: share, `DELETE`: stop. */
function sharing(
  method: 'GET' | 'POST' | 'DELETE',
  { secret }: Device,
  { session, principal, url }: { session?: Session; principal?: string; url?: string } = {},
): Promise<Answer> {
  const speaker = principal ?? (session && principalOf(session.customerId));
  const headers = {
    'x-publishable-api-key': harness.shop.publishableKey,
    'x-satchel-device': secret,
    ...(session && { authorization: `Bearer ${session.token}` }),
    ...(speaker && { 'x-satchel-principal': speaker }),
  };
  return ask('/store/wishlist/share', { method, headers }, url);
}

function look(token: string, { address, url }: { address?: string; url?: string } = {}): Promise<Answer> {
  const headers = {
    'x-publishable-api-key': harness.shop.publishableKey,
    ...(address && { 'x-forwarded-for': address }),
  };
  return ask(`/store/wishlists/${encodeURIComponent(token)}`, { headers }, url);
}

async function share(device: Device, session?: Session): Promise<string> {
  const { body } = await sharing('POST', device, session && { session });
  if (!body.sharing?.token) throw new Error(`no link was made: ${JSON.stringify(body)}`);
  return body.sharing.token;
}

const shownBy = async (token: string) => (await look(token)).body.wishes?.map(({ variantId }) => variantId);

async function deviceWith(...variantIds: string[]): Promise<Device> {
  const device = harness.device();
  await device.wishlist().sync(...variantIds.map(wish));
  return device;
}

describe('a link to a wishlist', () => {
  it('is made on demand, stays the same, and shows the list as it is now, to anyone and without a name', async () => {
    const { plenty, few } = harness.shop.variants;
    const device = harness.device();
    const wishlist = device.wishlist();
    await wishlist.sync(wish(plenty));
    expect((await sharing('GET', device)).body).toEqual({ sharing: { token: null, earlier: 0 } });
    const tokens = await Promise.all([share(device), share(device), share(device)]);
    expect(new Set(tokens).size).toBe(1);
    const [token = ''] = tokens;
    expect(Buffer.from(token, 'base64url').byteLength * 8).toBeGreaterThanOrEqual(128);
    expect((await sharing('GET', device)).body).toEqual({ sharing: { token, earlier: 0 } });
    await wishlist.sync(wish(few), wish('variant_gone'));
    const { sold } = harness.shop.productIds;
    expect(await look(token)).toEqual({
      status: 200,
      retryAfter: null,
      body: {
        wishes: [
          { variantId: plenty, productId: sold },
          { variantId: few, productId: sold },
          { variantId: 'variant_gone', productId: null },
        ],
      },
    });
    await wishlist.sync(unwish(plenty), unwish(few), unwish('variant_gone'));
    expect((await look(token)).body).toEqual({ wishes: [] });
  });

  it('is not written into the log, and neither is who asked', async () => {
    const device = harness.device();
    await device.wishlist().sync(wish(harness.shop.variants.plenty));
    const token = await share(device);
    const address = '198.51.100.77';
    expect((await look(token, { address })).status).toBe(200);
    expect(harness.backend.tail()).not.toContain(token);
    expect(harness.backend.tail()).not.toContain(address);
    expect(harness.backend.tail()).not.toContain('"level":"http"');
  });

  it('ends when its owner says so, for ever; the next one is another', async () => {
    const device = await deviceWith(harness.shop.variants.plenty);
    const token = await share(device);
    expect((await sharing('DELETE', device)).body).toEqual({ sharing: { token: null, earlier: 0 } });
    expect((await sharing('DELETE', device)).status).toBe(200);
    expect(await look(token)).toMatchObject({ status: 410, body: { code: 'not_shared' } });
    const next = await share(device);
    expect(next).not.toBe(token);
    expect((await look(token)).status).toBe(410);
    expect((await look(next)).status).toBe(200);
  });

  it('is of nobody else', async () => {
    const { plenty } = harness.shop.variants;
    const device = await deviceWith(plenty);
    const token = await share(device);
    const other = harness.device();
    expect(await sharing('POST', other)).toMatchObject({ status: 409, body: { code: 'nothing_to_share' } });
    await sharing('DELETE', other);
    expect(await shownBy(token)).toEqual([plenty]);
    const [ada, eve] = [await harness.customer(), await harness.customer()];
    const asAda = { session: eve, principal: principalOf(ada.customerId) };
    expect(await sharing('POST', device, asAda)).toMatchObject({ status: 403, body: { code: 'wrong_principal' } });
    const noSecret = { headers: { 'x-publishable-api-key': harness.shop.publishableKey } };
    expect(await ask('/store/wishlist/share', noSecret)).toMatchObject({
      status: 400,
      body: { code: 'invalid_field', field: 'x-satchel-device' },
    });
  });

  it('goes along with the wishes when their owner signs in and had none', async () => {
    const { plenty, few } = harness.shop.variants;
    const device = await deviceWith(plenty);
    const token = await share(device);
    const ada = await harness.customer();
    await harness.attach(device, ada);
    await device.signedIn(ada).wishlist().sync(wish(few));
    expect(await shownBy(token)).toEqual([plenty, few]);
    expect((await sharing('GET', device, { session: ada })).body.sharing).toEqual({ token, earlier: 0 });
    // The device alone speaks for nobody any more.
    expect(await sharing('GET', device)).toMatchObject({ status: 403, body: { code: 'wrong_principal' } });
    await sharing('DELETE', device, { session: ada });
    expect((await look(token)).status).toBe(410);
  });

  it('never shows what the customer had wished for in private, and can be ended all the same', async () => {
    const { plenty, few, uncounted } = harness.shop.variants;
    const ada = await harness.customer();
    await harness.device().signedIn(ada).wishlist().sync(wish(few));
    const device = await deviceWith(plenty);
    const token = await share(device);
    await harness.attach(device, ada);
    expect(await shownBy(token)).toEqual([plenty]);
    expect((await sharing('GET', device, { session: ada })).body.sharing).toEqual({ token: null, earlier: 1 });
    const own = await share(device, ada);
    expect(await shownBy(own)).toEqual([few, plenty]);
    // Now the whole list is shown anyway: a link of another device of hers goes along.
    const second = await deviceWith(uncounted);
    const late = await share(second);
    await harness.attach(second, ada);
    expect(await shownBy(late)).toEqual([few, plenty, uncounted]);
    await sharing('DELETE', device, { session: ada });
    for (const ended of [token, own, late]) expect((await look(ended)).status).toBe(410);
  });
});

it('the wishes of a customer who was deleted are shown to nobody any more', async () => {
  const ada = await harness.customer();
  const device = harness.device().signedIn(ada);
  await device.wishlist().sync(wish(harness.shop.variants.plenty));
  const token = await share(device, ada);
  await harness.admin.delete(`/customers/${ada.customerId}`);
  await expect.poll(async () => (await look(token)).status, { timeout: 15_000 }).toBe(410);
});

it('who guesses links has to wait, and cannot tell right from wrong meanwhile', async () => {
  const token = await share(await deviceWith(harness.shop.variants.plenty));
  const guess = (text: string, address = '203.0.113.5') => look(text, { url: limited, address });
  for (const wrong of ['A'.repeat(24), 'B'.repeat(24), '../admin'])
    expect(await guess(wrong)).toMatchObject({ status: 404, body: { code: 'unknown_wishlist', field: 'token' } });
  const refused = await guess(token);
  expect(refused).toMatchObject({ status: 429, body: { code: 'too_many' } });
  expect(Number(refused.retryAfter)).toBeGreaterThan(0);
  expect(Number(refused.retryAfter)).toBeLessThanOrEqual(60);
  expect((await guess(token, '203.0.113.6')).status).toBe(200);
  const figures = await (await fetch(`${limited}/metrics`)).text();
  expect(figures).toMatch(/^satchel_rate_limited_total\{endpoint="wishlists"\} 1$/m);
});

it('a wishlist gets so many links a day', async () => {
  const device = await deviceWith(harness.shop.variants.plenty);
  for (let round = 0; round < 2; round++) {
    expect((await sharing('POST', device, { url: limited })).status).toBe(200);
    await sharing('DELETE', device, { url: limited });
  }
  expect(await sharing('POST', device, { url: limited })).toMatchObject({ status: 429, body: { code: 'too_many' } });
});

it('remembers per region what a wish was worth when it was made, also over a sign-in', async () => {
  const found = await harness.sql.query<{ id: string; productId: string; price: number }>(
    `select v->>'id' as id, product_id as "productId", (v->>'price')::float as price
     from catalog_document, jsonb_array_elements(doc->'variants') v
     where region = 'eu' and v->>'availability' = 'in' and v->>'compareAt' is null limit 1`,
  );
  const [variant] = found.rows;
  if (!variant) throw new Error('the demo shop has nothing to wish for');
  const device = harness.device({ region: 'eu' });
  const made = await device.wishlist().sync(wish(variant.id));
  const worth = { price: { amount: variant.price, currency: 'eur' }, isOut: false };
  expect(made.snapshot.lines[0]).toMatchObject({ unitPrice: worth.price, wished: worth });
  await harness.admin.post(`/products/${variant.productId}/variants/${variant.id}`, {
    prices: [{ amount: 1, currency_code: 'eur' }],
  });
  const ada = await harness.customer();
  await harness.attach(device, ada);
  const own = await device.signedIn(ada).wishlist().sync();
  expect(own.snapshot.lines[0]).toMatchObject({ unitPrice: { amount: 1 }, wished: worth });
  const { rows } = await harness.sql.query(
    'select wished from sync_line where variant_id = $1 and wished is not null',
    [variant.id],
  );
  expect(Object.keys(rows[0]?.wished ?? {})).toEqual(expect.arrayContaining(['eu', 'gb', 'us']));
});
