import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openReader, type FeedReader } from '../catalog-feed/reader.ts';
import type { Session } from '../sync/device.ts';
import { openHarness, type Harness } from '../sync/harness.ts';
import { buy, formOf, moderate, queueOf, reviewsOf, type Own } from './shop.ts';

let harness: Harness;
let reviews: ReturnType<typeof reviewsOf>;
let reader: FeedReader;
let sold: string;
let buyers: Session[];
let written: Own[];

beforeAll(async () => {
  harness = await openHarness();
  reviews = reviewsOf(harness);
  ({ sold } = harness.shop.productIds);
  await intoTheFeed();
  reader = await openReader(harness.backend.url, harness.shop.regions.one);
  await reader.until(() => reader.products.has(sold));
  buyers = [];
  for (let n = 0; n < 3; n++) {
    const session = await harness.customer();
    await buy(harness, session, [harness.shop.variants.uncounted]);
    buyers.push(session);
  }
});
afterAll(() => harness?.close());

/** The feed follows the store's own channel, the test shop sells in one beside it. */
async function intoTheFeed(): Promise<void> {
  const { stores } = await harness.admin.get<{ stores: Array<{ default_sales_channel_id: string }> }>('/stores');
  await harness.admin.post(`/sales-channels/${stores[0]?.default_sales_channel_id}/products`, { add: [sold] });
}

const rating = () => reader.products.get(sold)?.rating;

/** Follows the feed until it says so. */
async function arrives(expected: { average: number; count: number } | null): Promise<void> {
  await reader.until(() => JSON.stringify(rating()) === JSON.stringify(expected));
}

describe('from pending to the catalog', () => {
  it('what waits is shown to nobody but its writer', async () => {
    written = [];
    for (const [index, session] of buyers.entries()) {
      const { body } = await reviews.send(session, formOf(sold, { rating: 5 - index, text: `From buyer ${index}` }));
      written.push(body.review);
    }
    expect((await reviews.of(sold)).body).toMatchObject({
      rating: null,
      stars: { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 },
      reviews: [],
      count: 0,
    });
    const queue = await queueOf(harness, sold, '&state=pending');
    expect(queue.map(({ id }) => id)).toEqual(written.map(({ id }) => id).toReversed());
    expect(queue[0]).toMatchObject({ product: { id: sold, title: 'Test things' }, revision: 1 });
  });

  it('what is approved counts, one or several', async () => {
    expect(rating()).toBeNull();
    await moderate(harness, written[0]!.id, sold, 'approved');
    await arrives({ average: 5, count: 1 });
    const rest = (await queueOf(harness, sold, '&state=pending')).map(({ id, revision }) => ({ id, revision }));
    const answer = await harness.admin.post<{ reviews: Own[]; skipped: unknown[] }>('/reviews/batch', {
      state: 'approved',
      reviews: [...rest, { id: 'prev_none', revision: 1 }],
    });
    expect(answer.reviews.map(({ state }) => state)).toEqual(['approved', 'approved']);
    expect(answer.skipped).toEqual([{ id: 'prev_none', reason: 'unknown' }]);
    await arrives({ average: 4, count: 3 });
  });

  it('is read page by page, in any order, with a count per star', async () => {
    const { body } = await reviews.of(sold, '?limit=2&sort=lowest');
    expect(body).toMatchObject({ rating: { average: 4, count: 3 }, stars: { 1: 0, 2: 0, 3: 1, 4: 1, 5: 1 }, count: 3 });
    expect(body.reviews.map((review) => review.rating)).toEqual([3, 4]);
    const next = await reviews.of(sold, '?limit=2&sort=lowest&offset=2');
    expect(next.body.reviews.map((review) => review.rating)).toEqual([5]);
    const texts = async (sort: string) =>
      (await reviews.of(sold, `?sort=${sort}`)).body.reviews.map(({ text }) => text);
    expect(await texts('newest')).toEqual(['From buyer 2', 'From buyer 1', 'From buyer 0']);
    expect(await texts('oldest')).toEqual(['From buyer 0', 'From buyer 1', 'From buyer 2']);
    expect(await texts('highest')).toEqual(['From buyer 0', 'From buyer 1', 'From buyer 2']);
  });

  it('tells nobody who wrote it', async () => {
    const { text, body } = await reviews.of(sold);
    for (const { customerId } of buyers) {
      const { rows } = await harness.sql.query('select email from customer where id = $1', [customerId]);
      expect(text).not.toContain(customerId);
      expect(text).not.toContain(rows[0].email);
    }
    expect(text).not.toMatch(/cus_|order_|ordli_|@/);
    expect(Object.keys(body.reviews[0] ?? {}).toSorted()).toEqual(
      ['createdAt', 'id', 'isVerified', 'language', 'name', 'rating', 'text', 'title', 'updatedAt'].toSorted(),
    );
  });

  it('what is rejected, edited or deleted counts no more', async () => {
    const [first, second, third] = written as [Own, Own, Own];
    await moderate(harness, third.id, sold, 'rejected');
    await arrives({ average: 4.5, count: 2 });
    await reviews.send(buyers[1]!, formOf(sold, { rating: 1, text: 'Not any more.' }));
    await arrives({ average: 5, count: 1 });
    expect((await reviews.of(sold)).body.reviews.map(({ id }) => id)).toEqual([first.id]);
    await moderate(harness, second.id, sold, 'approved');
    await arrives({ average: 3, count: 2 });
    await harness.admin.delete(`/reviews/${second.id}`);
    await arrives({ average: 5, count: 1 });
    await reviews.remove(buyers[0]!, first.id);
    await arrives(null);
  });

  it('an average has two decimals at most', async () => {
    await harness.sql.query(
      `insert into product_review (id, product_id, rating, title, text, name, state)
       select 'prev_many_' || n, $1, case when n = 1 then 4 else 5 end, '', '', '', 'approved' from generate_series(1, 3) n`,
      [sold],
    );
    await arrives({ average: 4.67, count: 3 });
    expect((await reviews.of(sold)).body.rating).toEqual({ average: 4.67, count: 3 });
    await harness.sql.query(`delete from product_review where id like 'prev\\_many\\_%'`);
    await arrives(null);
  });

  it('what waits does not trouble the feed', async () => {
    await harness.sql.query('begin');
    try {
      await harness.sql.query(
        `insert into product_review (id, product_id, rating, title, text, name) values ('prev_wait', $1, 1, '', '', '')`,
        [sold],
      );
      await harness.sql.query(`update product_review set state = 'rejected' where id = 'prev_wait'`);
      const { rows } = await harness.sql.query('select from catalog_change where txid = pg_current_xact_id()');
      expect(rows).toEqual([]);
    } finally {
      await harness.sql.query('rollback');
    }
  });
});

it('a verdict is on the words that were read', async () => {
  const { body } = await reviews.send(buyers[0]!, formOf(sold, { text: 'Harmless.' }));
  const read = (await queueOf(harness, sold)).find(({ id }) => id === body.review.id);
  await reviews.send(buyers[0]!, formOf(sold, { text: 'Buy at my own shop instead.' }));
  const verdict = { state: 'approved', revision: read?.revision };
  await expect(harness.admin.post(`/reviews/${body.review.id}`, verdict)).rejects.toThrow('changed_meanwhile');
  const batch = { state: 'approved', reviews: [{ id: body.review.id, revision: read?.revision }] };
  expect(await harness.admin.post('/reviews/batch', batch)).toEqual({
    reviews: [],
    skipped: [{ id: body.review.id, reason: 'changed' }],
  });
  expect((await reviews.of(sold)).body.reviews).toEqual([]);
});

it('a deleted account leaves words that name nobody', async () => {
  const session = buyers[2]!;
  const { body } = await reviews.send(session, formOf(sold, { text: 'Stays.', rating: 4 }));
  await moderate(harness, body.review.id, sold, 'approved');
  await harness.admin.delete(`/customers/${session.customerId}`);
  await expect
    .poll(async () => (await queueOf(harness, sold)).find(({ id }) => id === body.review.id)?.customerId)
    .toBeNull();
  expect((await reviews.of(sold)).body.reviews).toMatchObject([{ text: 'Stays.', name: '', isVerified: true }]);
  expect(await reviews.send(session, formOf(sold))).toMatchObject({ status: 401, body: { code: 'not_signed_in' } });
});
