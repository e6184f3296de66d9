import { knex } from '@medusajs/framework/mikro-orm/knex';
import { ContainerRegistrationKeys } from '@medusajs/framework/utils';
import type { TestServer } from 'launch/test-stack';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openReader } from '../catalog-feed/reader.ts';
import { SearchInsightService } from '../../src/modules/search-insight/service.ts';
import { openHarness, type Harness } from '../sync/harness.ts';
import { elsewhere, insightOf, popularOf, report } from './shop.ts';

let harness: Harness;
let second: TestServer;
let catalog: string;
let product: string;

beforeAll(async () => {
  harness = await openHarness();
  second = await harness.startServer({ SEARCH_REPORTS_PER_MINUTE: '3' });
  catalog = harness.shop.regions.one;
  product = await inTheFeed();
});
afterAll(() => harness?.close());

/** The feed follows the store's own channel, the test shop sells in one beside it. */
async function inTheFeed(): Promise<string> {
  const { sold } = harness.shop.productIds;
  const { stores } = await harness.admin.get<{ stores: Array<{ default_sales_channel_id: string }> }>('/stores');
  await harness.admin.post(`/sales-channels/${stores[0]?.default_sales_channel_id}/products`, { add: [sold] });
  const reader = await openReader(harness.backend.url, catalog);
  await reader.until(() => reader.products.has(sold));
  return sold;
}

const search = (text: string, results = 3) => ({ text, catalog, results });
const rowsOf = async (text: string) =>
  (await harness.sql.query('select * from search_text where text = $1', [text])).rows as Record<string, unknown>[];
const told = async (...args: Parameters<typeof report>) =>
  expect(await report(...args)).toMatchObject({ status: 200, body: { taken: true } });

describe('what is counted', () => {
  it('is a row for a text and a day, and of nobody', async () => {
    await told(harness, search('  Moss lantern'.trim()));
    await told(harness, search('MOSS  LANTERN'.replace('  ', ' '), 0));
    await told(harness, { ...search('moss lantern'), opened: product });
    const [row, ...others] = await rowsOf('moss lantern');
    expect(others).toEqual([]);
    expect(row).toEqual({
      catalog,
      day: expect.any(Date),
      text: 'moss lantern',
      words: 'moss lantern',
      searches: 2,
      occasions: 2,
      found_nothing: 1,
      results: '3',
    });
    const { rows } = await harness.sql.query('select * from search_open');
    const { day } = row ?? {};
    expect(rows).toEqual([
      { catalog, day, text: 'moss lantern', words: 'moss lantern', product_id: product, opens: 1 },
    ]);
  });

  it('is what two processes are told at the same moment', async () => {
    const urls = [harness.backend.url, second.url];
    const reports = Array.from({ length: 40 }, (_, n) =>
      report(harness, n % 4 === 3 ? { ...search('rush'), opened: product } : search('rush', n % 2), {
        url: urls[n % 2] as string,
      }),
    );
    for (const { status } of await Promise.all(reports)) expect(status).toBe(200);
    expect(await rowsOf('rush')).toMatchObject([{ searches: 30, occasions: 30, found_nothing: 20, results: '10' }]);
    const { rows } = await harness.sql.query(`select opens from search_open where text = 'rush'`);
    expect(rows).toEqual([{ opens: 10 }]);
  });

  it('is no text that may be personal, only that there was one', async () => {
    const kept = async () => (await harness.sql.query('select text from search_text')).rows.length;
    const before = await kept();
    const texts = ['anna@example.com', '+49 170 1234567', '4111 1111 1111 1111', 'www.example.com', ''];
    for (const text of texts) await told(harness, search(text, 0));
    expect(await kept()).toBe(before + 1);
    expect(await rowsOf('')).toMatchObject([{ words: '', searches: 5, found_nothing: 5, occasions: 0 }]);
    expect((await insightOf(harness)).totals.notKept).toBe(5);
  });
});

describe('what is shown', () => {
  it('was looked for on three occasions, however often one network looks', async () => {
    const address = elsewhere();
    for (let n = 0; n < 5; n++) await told(harness, search('harp'), { address });
    await told(harness, search('Harp'));
    const shown = async () => (await insightOf(harness)).texts.find(({ text }) => text === 'harp');
    const { rare } = (await insightOf(harness)).totals;
    expect(await shown()).toBeUndefined();
    expect((await popularOf(harness, catalog)).searches).not.toContain('harp');
    await told(harness, search('harps', 6));
    expect(await shown()).toMatchObject({ searches: 7, foundNothing: 0, averageResults: 3.4, lastFoundNothing: null });
    expect((await popularOf(harness, catalog)).searches).toContain('harp');
    expect((await insightOf(harness)).totals.rare).toBe(rare - 6);
  });

  it('are searches that find nothing, for the merchant alone', async () => {
    for (let n = 0; n < 4; n++) await told(harness, search('Pogo stick', n === 0 ? 1 : 0));
    const { foundNothing } = await insightOf(harness);
    expect(foundNothing.find(({ text }) => text === 'pogo stick')).toMatchObject({
      searches: 4,
      foundNothing: 3,
      lastFoundNothing: new Date().toISOString().slice(0, 10),
    });
    expect((await popularOf(harness, catalog)).searches).not.toContain('pogo stick');
  });

  it('is of the period and the catalog that are asked for', async () => {
    const age = (days: number) =>
      harness.sql.query(
        `insert into search_text values ($1, (now() at time zone 'utc')::date - $2::integer, 'sledge', 'sledge', 5, 5, 0, 20)`,
        [`old-${catalog}`, days],
      );
    await age(6);
    await age(29);
    await age(89);
    const sledges = async (query: string) =>
      (await insightOf(harness, query)).texts.find(({ text }) => text === 'sledge')?.searches;
    expect(await sledges('?days=7')).toBe(5);
    expect(await sledges('?days=30')).toBe(10);
    expect(await sledges(`?days=90&catalog=old-${catalog}`)).toBe(15);
    expect(await sledges(`?days=90&catalog=${catalog}`)).toBeUndefined();
    expect((await insightOf(harness)).catalogs).toEqual([`old-${catalog}`, catalog]);
    await expect(insightOf(harness, '?days=31')).rejects.toThrow('days must be one of 7, 30, 90');
  });

  it('are the products that were opened, by name', async () => {
    const { products, totals, titles, texts } = await insightOf(harness);
    expect(products).toEqual([{ productId: product, opens: 11 }]);
    expect(titles).toEqual({ [product]: 'Test things' });
    expect(totals.opens).toBe(11);
    expect(texts.find(({ text }) => text === 'rush')).toMatchObject({ opens: 10, mostOpened: product });
    expect(texts.find(({ text }) => text === 'harp')).toMatchObject({ opens: 0, mostOpened: null });
  });

  it('popular are eight, and never of a catalog that is not there', async () => {
    for (const word of ['amber', 'birch', 'cedar', 'dune', 'ember', 'fern', 'grove', 'heath', 'iris']) {
      for (let n = 0; n < 3; n++) await told(harness, search(word));
    }
    const { status, searches, cache } = await popularOf(harness, catalog);
    expect([status, searches?.length, cache]).toEqual([200, 8, 'public, max-age=300, stale-while-revalidate=3600']);
    expect((await popularOf(harness, catalog, '?limit=40')).searches).toContain('iris');
    expect(await popularOf(harness, 'nowhere')).toMatchObject({ status: 404, error: { code: 'unknown_region' } });
    expect(await popularOf(harness, catalog, '?limit=99')).toMatchObject({ status: 400 });
  });
});

describe('what is refused', () => {
  it.each([
    ['text', 'of ten thousand letters', { text: 'x'.repeat(10_000) }],
    ['text', 'with a control character', { text: 'moss\u0000' }],
    ['text', 'that turns around', { text: '\u202Eevil' }],
    ['text', 'with a gap before it', { text: ' moss' }],
    ['text', 'that is none', { text: 7 }],
    ['catalog', 'of nowhere', { catalog: 'nowhere' }],
    ['catalog', 'that is SQL', { catalog: "eu'; drop table search_text" }],
    ['results', 'below zero', { results: -1 }],
    ['results', 'that are text', { results: '3' }],
    ['results', 'that are none, with one opened', { results: 0, opened: 'prod_1' }],
    ['opened', 'that nobody sells', { opened: 'prod_of_nobody' }],
    ['opened', 'that is a path', { opened: '../../admin' }],
    ['device', 'that nobody asked for', { device: 'me' }],
  ])('by its name: %s %s', async (field, _what, over) => {
    const { status, body } = await report(harness, { ...search('refused'), ...over });
    expect([status, body.field]).toEqual([400, field]);
    expect(body.message).toContain(field);
    expect(await rowsOf('refused')).toEqual([]);
  });

  it('is what is no JSON or much too large, and a merchant’s list without a merchant', async () => {
    expect(await report(harness, '{')).toMatchObject({ status: 400, body: { code: 'malformed_json' } });
    expect(await report(harness, search('x'.repeat(40_000)))).toMatchObject({ status: 413 });
    expect((await fetch(`${harness.backend.url}/admin/search-insight`)).status).toBe(401);
  });

  it('is what one address has too much of, and others go on', async () => {
    const at = { url: second.url, address: elsewhere() };
    for (let n = 0; n < 3; n++) await told(harness, search('flood'), at);
    expect(await report(harness, search('flood'), at)).toMatchObject({
      status: 429,
      body: { code: 'too_many' },
      retryAfter: expect.stringMatching(/^\d+$/),
    });
    await told(harness, search('flood'), { url: second.url });
    expect(await rowsOf('flood')).toMatchObject([{ searches: 4, occasions: 2 }]);
    const figures = await (await fetch(`${second.url}/metrics`)).text();
    expect(figures).toMatch(/^satchel_rate_limited_total\{endpoint="searches"\} 1$/m);
  });
});

it('is forgotten after 180 days, texts and opens', async () => {
  const db = knex({ client: 'pg', connection: harness.database.url });
  const insight = new SearchInsightService({ [ContainerRegistrationKeys.PG_CONNECTION]: db });
  await insight.forget();
  for (const days of [179, 180, 400]) {
    await harness.sql.query(
      `insert into search_text values ('old', (now() at time zone 'utc')::date - $1::integer, 'tin', 'tin', 1, 1, 0, 1)`,
      [days],
    );
    await harness.sql.query(
      `insert into search_open values ('old', (now() at time zone 'utc')::date - $1::integer, 'tin', 'tin', 'prod_old', 1)`,
      [days],
    );
  }
  expect(await insight.forget()).toBe(4);
  expect(await insight.forget()).toBe(0);
  expect(await rowsOf('tin')).toHaveLength(1);
  await db.destroy();
});
