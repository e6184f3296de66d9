import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Session } from '../sync/device.ts';
import { openHarness, type Harness } from '../sync/harness.ts';
import { buy, formOf, moderate, reviewsOf } from './shop.ts';

let harness: Harness;
let reviews: ReturnType<typeof reviewsOf>;
let buyer: Session;
let sold: string;

beforeAll(async () => {
  harness = await openHarness();
  const { url } = await harness.startServer({ REVIEWS_PER_MINUTE: '1000' });
  reviews = reviewsOf(harness, url);
  ({ sold } = harness.shop.productIds);
  buyer = await harness.customer();
  await buy(harness, buyer, [harness.shop.variants.uncounted]);
});
afterAll(() => harness?.close());

const stored = async (): Promise<number> =>
  Number((await harness.sql.query('select count(*) from product_review_submission')).rows[0].count);

it.each([
  ['no uuid', { uuid: undefined }, 'uuid'],
  ['a uuid that is none', { uuid: 'one' }, 'uuid'],
  ['no product', { productId: undefined }, 'productId'],
  ['SQL for a product', { productId: "x'; drop table product_review; --" }, 'productId'],
  ['no stars', { rating: undefined }, 'rating'],
  ['zero stars', { rating: 0 }, 'rating'],
  ['six stars', { rating: 6 }, 'rating'],
  ['half a star', { rating: 4.5 }, 'rating'],
  ['stars in words', { rating: '5' }, 'rating'],
  ['endless stars', { rating: 1e300 }, 'rating'],
  ['a title that is too long', { title: 'x'.repeat(121) }, 'title'],
  ['a title that is a list', { title: ['x'] }, 'title'],
  ['a text that is too long', { text: '👍'.repeat(4_001) }, 'text'],
  ['a text that is an object', { text: { $ne: '' } }, 'text'],
  ['a name that is too long', { name: 'x'.repeat(41) }, 'name'],
  ['an address for a name', { name: 'mara@example.com' }, 'name'],
  ['a language nobody speaks', { language: 'english please' }, 'language'],
  ['a state', { state: 'approved' }, 'state'],
  ['a customer', { customerId: 'cus_1' }, 'customerId'],
  ['an order', { orderId: 'order_1' }, 'orderId'],
  ['a verdict on oneself', { isVerified: true }, 'isVerified'],
])('%s is refused by the name of the field, and nothing is stored', async (_name, over, field) => {
  const before = await stored();
  const { status, body } = await reviews.send<Record<string, unknown>>(buyer, formOf(sold, over));
  expect({ status, ...body }).toMatchObject({ status: 422, type: 'invalid_data', code: 'invalid_field', field });
  expect(body['message']).toMatch(new RegExp(`^${field} .{10,}`));
  expect(await stored()).toBe(before);
});

it.each([
  ['no JSON', '{"rating":', 400, 'malformed_json'],
  ['a list', '[]', 422, 'invalid_field'],
  ['a body without end', JSON.stringify({ text: 'x'.repeat(70_000) }), 413, 'too_large'],
  ['deep nonsense', `{"text":${'['.repeat(5_000)}${']'.repeat(5_000)}}`, 422, 'invalid_field'],
  ['a prototype', '{"__proto__":{"rating":5}}', 422, 'invalid_field'],
])('%s is refused', async (_name, body, status, code) => {
  expect(await reviews.send(buyer, body)).toMatchObject({ status, body: { code, message: expect.any(String) } });
});

it.each([
  ['offset', '?offset=-1'],
  ['offset', '?offset=1e9'],
  ['offset', '?offset=10001'],
  ['offset', '?offset=1&offset=2'],
  ['limit', '?limit=0'],
  ['limit', '?limit=ten'],
  ['sort', '?sort=random'],
  ['sort', '?sort=id;drop table product_review'],
  ['state', '?state=pending'],
])('%s in %s is refused', async (field, query) => {
  expect(await reviews.of(sold, query)).toMatchObject({ status: 422, body: { code: 'invalid_field', field } });
});

it('a product that is not sold has no reviews', async () => {
  for (const id of ['prod_nobody_knows', harness.shop.productIds.draft, 'x'.repeat(3_000), '..%2f..']) {
    expect(await reviews.of(id)).toMatchObject({ status: 404, body: { code: 'unknown_product' } });
  }
});

it.each([
  [
    'HTML',
    '<b onclick="x()">Good</b><script>alert(1)</script> &lt;3',
    '<b onclick="x()">Good</b><script>alert(1)</script> &lt;3',
  ],
  ['emoji, the longest text of them', '👩‍👩‍👧 👍🏽 🏳️‍🌈', '👩‍👩‍👧 👍🏽 🏳️‍🌈'],
  ['four thousand characters of two units', '👍'.repeat(4_000), '👍'.repeat(4_000)],
  ['control characters', 'a\u0000b\u0007c\u001bd\r\ne\u202ef\ufeff', 'abcd\nef'],
  ['half of a character', 'a\ud83d', 'a\ufffd'],
  ['SQL', "'); drop table product_review; --", "'); drop table product_review; --"],
  ['Arabic', 'جميل جداً', 'جميل جداً'],
  ['nothing but the invisible', '\u200d \u200e\n', ''],
])('%s is stored as plain text', async (_name, given, expected) => {
  const { status, body } = await reviews.send(buyer, formOf(sold, { text: given, title: 'T\u0000\n<i>' }));
  expect(status).toBe(200);
  expect(body.review).toMatchObject({ text: expected, title: 'T <i>' });
  await moderate(harness, body.review.id, sold, 'approved');
  expect((await reviews.of(sold)).body.reviews[0]).toMatchObject({ text: expected, title: 'T <i>' });
  const { rows } = await harness.sql.query('select text from product_review where id = $1', [body.review.id]);
  expect(rows).toEqual([{ text: expected }]);
});

it('the merchant is told what is wrong as well', async () => {
  const { admin } = harness;
  await expect(admin.post('/reviews/prev_none', { state: 'approved', revision: 1 })).rejects.toThrow('unknown_review');
  await expect(admin.post('/reviews/prev_none', { state: 'good', revision: 1 })).rejects.toThrow('"field":"state"');
  await expect(admin.post('/reviews/prev_none', { state: 'approved' })).rejects.toThrow('"field":"revision"');
  await expect(admin.post('/reviews/batch', { state: 'approved', reviews: [] })).rejects.toThrow('"field":"reviews"');
  await expect(admin.get('/reviews?state=good')).rejects.toThrow('"field":"state"');
  const { status } = await fetch(`${harness.backend.url}/admin/reviews`);
  expect(status).toBe(401);
});
