import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Session } from '../sync/device.ts';
import { openHarness, type Harness } from '../sync/harness.ts';
import { buy, formOf, moderate, queueOf, reviewsOf } from './shop.ts';

let harness: Harness;
let reviews: ReturnType<typeof reviewsOf>;
let buyer: Session;
let sold: string;
let many: string;

beforeAll(async () => {
  harness = await openHarness();
  // Who may write is asked here; how often has a file of its own.
  const { url } = await harness.startServer({ REVIEWS_PER_MINUTE: '1000' });
  reviews = reviewsOf(harness, url);
  ({ sold, many } = harness.shop.productIds);
  buyer = await harness.customer();
  await buy(harness, buyer, [harness.shop.variants.uncounted]);
});
afterAll(() => harness?.close());

const rowsOf = async (productId: string): Promise<number> =>
  Number(
    (await harness.sql.query('select count(*) from product_review where product_id = $1', [productId])).rows[0].count,
  );

describe('who may review', () => {
  it('who has bought it, and the order line is kept as evidence', async () => {
    const session = await harness.customer();
    const orderId = await buy(harness, session, [harness.shop.variants.uncounted]);
    const { status, body } = await reviews.send(session, formOf(sold));
    expect(status).toBe(200);
    expect(body.review).toMatchObject({
      productId: sold,
      state: 'pending',
      isVerified: true,
      rating: 5,
      name: 'Mara K.',
    });
    const [stored] = (await queueOf(harness, sold)).filter(({ id }) => id === body.review.id);
    expect(stored).toMatchObject({
      orderId,
      customerId: session.customerId,
      lineItemId: expect.stringMatching(/^ordli_/),
    });
  });

  it('nobody who has not', async () => {
    const before = await rowsOf(many);
    const stranger = await reviews.send(await harness.customer(), formOf(many));
    expect(stranger).toMatchObject({
      status: 403,
      body: { code: 'not_bought', message: expect.stringContaining('order') },
    });
    // This one bought something else.
    expect(await reviews.send(buyer, formOf(many))).toMatchObject({ status: 403, body: { code: 'not_bought' } });
    expect(await rowsOf(many)).toBe(before);
  });

  it('nobody whose only order was canceled', async () => {
    const session = await harness.customer();
    const orderId = await buy(harness, session, [harness.shop.variants.uncounted]);
    await harness.admin.post(`/orders/${orderId}/cancel`);
    expect(await reviews.send(session, formOf(sold))).toMatchObject({ status: 403, body: { code: 'not_bought' } });
  });

  it('nobody who is not signed in', async () => {
    for (const session of [null, { customerId: '', token: 'no.such.token' }]) {
      expect(await reviews.send(session, formOf(sold))).toMatchObject({ status: 401, body: { code: 'not_signed_in' } });
      expect(await reviews.mine(session)).toMatchObject({ status: 401, body: { code: 'not_signed_in' } });
      expect(await reviews.remove(session, 'prev_1')).toMatchObject({ status: 401, body: { code: 'not_signed_in' } });
    }
  });

  it('only what is sold', async () => {
    for (const productId of ['prod_nobody_knows', harness.shop.productIds.draft]) {
      const answer = await reviews.send(buyer, formOf(productId));
      expect(answer).toMatchObject({ status: 404, body: { code: 'unknown_product' } });
    }
  });
});

describe('one review per customer and product', () => {
  it('another form changes it, and the merchant reads it again', async () => {
    const { body: first } = await reviews.send(buyer, formOf(sold));
    await moderate(harness, first.review.id, sold, 'approved');
    const { body: second } = await reviews.send(buyer, formOf(sold, { rating: 2, text: 'It broke.' }));
    expect(second.review).toMatchObject({ id: first.review.id, state: 'pending', rating: 2, text: 'It broke.' });
    const { body } = await reviews.mine(buyer);
    expect(body).toMatchObject({ count: 1, reviews: [second.review] });
  });

  it('stays approved when nothing of it has changed', async () => {
    const form = formOf(sold, { rating: 3 });
    const { body } = await reviews.send(buyer, form);
    await moderate(harness, body.review.id, sold, 'approved');
    const again = await reviews.send(buyer, { ...form, uuid: randomUUID() });
    expect(again.body.review).toMatchObject({ id: body.review.id, state: 'approved' });
  });

  it('also when ten forms come at once', async () => {
    const session = await harness.customer();
    await buy(harness, session, [harness.shop.variants.uncounted]);
    const before = await rowsOf(sold);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => reviews.send(session, formOf(sold, { rating: 1 + (index % 5) }))),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect(new Set(answers.map(({ body }) => body.review.id)).size).toBe(1);
    expect(await rowsOf(sold)).toBe(before + 1);
  });

  it('ends when the customer deletes it, who alone can', async () => {
    const session = await harness.customer();
    await buy(harness, session, [harness.shop.variants.uncounted]);
    const form = formOf(sold);
    const { body } = await reviews.send(session, form);
    expect(await reviews.remove(buyer, body.review.id)).toMatchObject({
      status: 404,
      body: { code: 'unknown_review' },
    });
    expect(await reviews.remove(session, body.review.id)).toMatchObject({ status: 200 });
    expect(await reviews.remove(session, body.review.id)).toMatchObject({ status: 404 });
    // A form that was late does not bring it back.
    expect(await reviews.send(session, form)).toMatchObject({
      status: 409,
      body: { code: 'withdrawn', field: 'uuid' },
    });
    expect((await reviews.mine(session)).body.count).toBe(0);
  });
});

describe('a form that comes twice', () => {
  it('is taken once', async () => {
    const session = await harness.customer();
    await buy(harness, session, [harness.shop.variants.uncounted]);
    const form = formOf(sold);
    const answers = await Promise.all([reviews.send(session, form), reviews.send(session, form)]);
    const late = await reviews.send(session, { ...form, uuid: String(form['uuid']).toUpperCase() });
    expect(new Set([...answers, late].map(({ text }) => text)).size).toBe(1);
    expect(late.status).toBe(200);
    const { rows } = await harness.sql.query('select uuid from product_review_submission where customer_id = $1', [
      session.customerId,
    ]);
    expect(rows).toEqual([{ uuid: form['uuid'] }]);
  });

  it('does not undo a newer one', async () => {
    const old = formOf(sold, { text: 'The old words.' });
    await reviews.send(buyer, old);
    await reviews.send(buyer, formOf(sold, { text: 'The new words.' }));
    expect((await reviews.send(buyer, old)).body.review.text).toBe('The new words.');
    expect((await reviews.mine(buyer)).body.reviews).toMatchObject([{ text: 'The new words.' }]);
  });

  it('with other words is another form, and needs its own uuid', async () => {
    const form = formOf(sold);
    await reviews.send(buyer, form);
    const answer = await reviews.send(buyer, { ...form, text: 'Other words.' });
    expect(answer).toMatchObject({ status: 409, body: { code: 'uuid_reused', field: 'uuid' } });
  });

  it('of two customers is two forms', async () => {
    const session = await harness.customer();
    await buy(harness, session, [harness.shop.variants.uncounted]);
    const form = formOf(sold);
    const [one, other] = [await reviews.send(buyer, form), await reviews.send(session, form)];
    expect([one.status, other.status]).toEqual([200, 200]);
    expect(one.body.review.id).not.toBe(other.body.review.id);
  });
});

it('takes the name of the account when none is given, shortened', async () => {
  const session = await harness.customer();
  await buy(harness, session, [harness.shop.variants.uncounted]);
  const nameless = await reviews.send(session, formOf(sold, { name: null }));
  expect(nameless.body.review.name).toBe('');
  await harness.sql.query(`update customer set first_name = 'Élodie', last_name = 'Ångström' where id = $1`, [
    session.customerId,
  ]);
  const named = await reviews.send(session, formOf(sold, { name: undefined, rating: 4 }));
  expect(named.body.review.name).toBe('Élodie Å.');
});
