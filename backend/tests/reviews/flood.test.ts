import { afterAll, beforeAll, expect, it } from 'vitest';
import { openHarness, type Harness } from '../sync/harness.ts';
import { buy, formOf, reviewsOf } from './shop.ts';

let harness: Harness;
let url: string;

beforeAll(async () => {
  harness = await openHarness();
  url = (await harness.startServer({ REVIEWS_PER_MINUTE: '3' })).url;
});
afterAll(() => harness?.close());

it('a flood of one customer is stopped, others go on, and what was taken is still answered', async () => {
  const reviews = reviewsOf(harness, url);
  const { sold } = harness.shop.productIds;
  const [busy, calm] = [await harness.customer(), await harness.customer()];
  for (const session of [busy, calm]) await buy(harness, session, [harness.shop.variants.uncounted]);
  const forms = Array.from({ length: 8 }, (_, index) => formOf(sold, { text: `Number ${index}` }));
  const answers = [];
  for (const form of forms) answers.push(await reviews.send(busy, form));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429, 429, 429, 429, 429]);
  const refused = answers.at(-1);
  expect(refused?.body).toMatchObject({
    type: 'not_allowed',
    code: 'too_many',
    message: expect.stringContaining('later'),
  });
  expect(Number(refused?.retryAfter)).toBeGreaterThan(0);
  expect(Number(refused?.retryAfter)).toBeLessThanOrEqual(60);
  expect((await reviews.mine(busy)).body.reviews).toMatchObject([{ text: 'Number 2' }]);
  expect((await reviews.send(busy, forms[0])).status).toBe(200);
  expect((await reviews.send(calm, formOf(sold))).status).toBe(200);
  const figures = await (await fetch(`${url}/metrics`)).text();
  expect(figures).toMatch(/^satchel_rate_limited_total\{endpoint="reviews"\} 5$/m);
});
