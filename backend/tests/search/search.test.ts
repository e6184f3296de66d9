import { shelfNames } from 'sync/search/rules';
import { SearchIndex } from 'sync/testing';
import type { CatalogProduct } from 'sync/protocol';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openFeed, type Feed } from '../catalog-feed/open-feed.ts';
import { openReader, type FeedReader } from '../catalog-feed/reader.ts';
import { createProduct, mugCalled } from '../catalog-feed/shop.ts';
import { FakeMeilisearch } from './fake-meilisearch/index.ts';
import { measureRecall } from './measure-recall.ts';
import { WISHES, type Wish } from './relevance-set.ts';

/** A change is on its way for a second or two; a machine that does other things besides gets more. */
const ARRIVAL = { timeout: 15_000, interval: 100 };
const FILLING = { timeout: 120_000, interval: 100 };
const LEAST_RECALL = 0.95;
const SEARCHES_PER_MINUTE = 20;

let feed: Feed;
const demo = new Map<string, FeedReader>();

beforeAll(async () => {
  feed = await openFeed({ SEARCHES_PER_MINUTE: String(SEARCHES_PER_MINUTE) });
  for (const catalog of new Set(WISHES.map((wish) => wish.catalog))) {
    demo.set(catalog, await openReader(feed.backend.url, catalog));
  }
  for (const catalog of [...demo.keys(), feed.shop.region]) await untilFilled(catalog);
});

afterAll(() => feed?.close());

const ask = (catalog: string, query: Record<string, string>, init?: RequestInit) =>
  fetch(`${feed.backend.url}/catalog/${catalog}/search?${new URLSearchParams(query)}`, init);

/** A catalog that has not been compared with the index yet answers 503. */
async function untilFilled(catalog: string): Promise<void> {
  await vi.waitFor(async () => expect((await ask(catalog, { q: 'a' })).status).toBe(200), FILLING);
}

async function find(text: string, catalog = feed.shop.region): Promise<string[]> {
  const response = await ask(catalog, { q: text });
  expect(response.status).toBe(200);
  const { ids, engine } = (await response.json()) as { ids: string[]; engine: string };
  expect(engine).toBe('postgres');
  return ids;
}

const productsOf = (catalog: string): ReadonlyMap<string, CatalogProduct> => demo.get(catalog)?.products ?? new Map();
const handlesOf = ({ catalog }: Wish, ids: Iterable<string>): string[] =>
  [...ids].flatMap((id) => productsOf(catalog).get(id)?.handle ?? []);

describe('what people type finds what they mean', () => {
  it('on a device', async () => {
    const indexes = new Map(
      [...demo].map(([catalog, { products, taxonomy }]) => {
        const index = new SearchIndex();
        for (const product of products.values()) index.put(product, shelfNames(taxonomy));
        return [catalog, index] as const;
      }),
    );
    const { recall, missed } = await measureRecall(WISHES, async (wish) =>
      handlesOf(wish, indexes.get(wish.catalog)?.find(wish.text).ranking.best(100) ?? []),
    );
    expect(recall, JSON.stringify(missed, null, 2)).toBeGreaterThanOrEqual(LEAST_RECALL);
  });

  it('in PostgreSQL', async () => {
    const { recall, missed } = await measureRecall(WISHES, async (wish) =>
      handlesOf(wish, await find(wish.text, wish.catalog)),
    );
    expect(recall, JSON.stringify(missed, null, 2)).toBeGreaterThanOrEqual(LEAST_RECALL);
  });

  it('nothing written right is mixed with what is only similar', async () => {
    const ids = await find('lantern', 'eu');
    const titles = ids.map((id) => productsOf('eu').get(id));
    expect(titles.length).toBeGreaterThan(0);
    expect(await find('zzzzqqq', 'eu')).toEqual([]);
    expect((await find('s', 'eu')).length).toBeGreaterThan(50);
  });
});

describe('with Meilisearch', () => {
  const fake = new FakeMeilisearch();
  let url: string;
  const answer = async ({ text, catalog }: Pick<Wish, 'text' | 'catalog'>) => {
    const response = await fetch(`${url}/catalog/${catalog}/search?${new URLSearchParams({ q: text })}`);
    return (await response.json()) as { ids: string[]; engine: string };
  };
  const whoAnswers = async () => {
    const { checks } = (await (await fetch(`${url}/ready`)).json()) as { checks: { search: string } };
    return checks.search;
  };

  beforeAll(async () => {
    const env = {
      MEILISEARCH_HOST: await fake.listen(),
      MEILISEARCH_MASTER_KEY: fake.masterKey,
      MEDUSA_WORKER_MODE: 'server',
    };
    ({ url } = await feed.stack.startBackend({ database: feed.database, env }));
    await vi.waitFor(async () => expect(await whoAnswers()).toBe('meilisearch'), FILLING);
  });
  afterAll(() => fake.close());

  it('finds the same, and says who found it', async () => {
    const { recall, missed } = await measureRecall(WISHES, async (wish) => {
      const { ids, engine } = await answer(wish);
      expect(engine).toBe(ids.length > 0 ? 'meilisearch' : 'postgres');
      return handlesOf(wish, ids);
    });
    expect(recall, JSON.stringify(missed, null, 2)).toBeGreaterThanOrEqual(LEAST_RECALL);
  });

  it('goes on without it', async () => {
    fake.fault = 'down';
    const wish = { catalog: 'eu', text: 'veranda lantern' } as const;
    const { ids, engine } = await answer(wish);
    expect(engine).toBe('postgres');
    expect(ids).toEqual((await find(wish.text, wish.catalog)).slice(0, ids.length));
    fake.heal();
    await expect.poll(async () => (await answer(wish)).engine, ARRIVAL).toBe('meilisearch');
  });
});

describe('the index is kept like the catalog', () => {
  it('follows a product from its first day to its last', async () => {
    const { admin, shop } = feed;
    const arrives = (text: string) => expect.poll(() => find(text), ARRIVAL);
    const { id } = await createProduct(admin, {
      ...mugCalled('feed-quokka', shop.channelId),
      title: 'Quokka carafe',
      categories: [{ id: shop.categoryIds.child }],
    });
    await arrives('quokka').toEqual([id]);
    await arrives('qoukka').toEqual([id]);
    await admin.post(`/products/${id}`, { title: 'Wombat carafe' });
    await arrives('wombat').toEqual([id]);
    await arrives('quokka').not.toContain(id);

    const hit = async () => (await storeSearch({ catalog: shop.region, product_id: id })).hits[0]?.document;
    await expect.poll(hit, ARRIVAL).toMatchObject({ price: 12, currency: 'eur', is_available: false });
    const { variants } = await admin.get<{ variants: { id: string }[] }>(`/products/${id}/variants`);
    await admin.post(`/products/${id}/variants/${variants[0]?.id}`, {
      prices: [{ amount: 9.5, currency_code: 'eur' }],
    });
    await expect.poll(hit, ARRIVAL).toMatchObject({ price: 9.5 });

    await admin.post(`/product-categories/${shop.categoryIds.child}`, { name: 'Kookaburra things' });
    await arrives('kookaburra carafe').toEqual([id]);

    await admin.post(`/products/${id}`, { status: 'draft' });
    await arrives('wombat').toEqual([]);
    await admin.post(`/products/${id}`, { status: 'published' });
    await arrives('wombat').toEqual([id]);
    await admin.post(`/sales-channels/${shop.channelId}/products`, { remove: [id] });
    await arrives('wombat').toEqual([]);
    await admin.post(`/sales-channels/${shop.channelId}/products`, { add: [id] });
    await arrives('wombat').toEqual([id]);
    await admin.delete(`/products/${id}`);
    await arrives('wombat').toEqual([]);
  });

  it('heals what is missing, of another time or too much', async () => {
    const { region, shirt, mug } = feed.shop;
    const { rows } = await feed.sql.query<{ table: string }>(
      `select table_name as table from search_postgres_index where name like 'product%'`,
    );
    const table = feed.sql.escapeIdentifier(rows[0]?.table ?? '');
    await expect.poll(() => find('linen shirt'), ARRIVAL).toEqual([shirt.id]);
    await feed.sql.query(`delete from ${table} where id = $1`, [`${shirt.id}_${region}`]);
    await feed.sql.query(
      `insert into ${table} select 'prod_gone_${region}', document || '{"product_id":"prod_gone"}', indexed, search_vector, search_text
         from ${table} where id = $1`,
      [`${mug.id}_${region}`],
    );
    await feed.sql.query(
      `update ${table} set document = document || '{"hash":"old"}', search_vector = '' where id = $1`,
      [`${mug.id}_${region}`],
    );
    // Only what is misspelt needs the words.
    const [daypack] = await find('dayapck');
    await feed.sql.query('delete from search_word where catalog = $1', [region]);
    await expect.poll(() => find('dayapck'), ARRIVAL).not.toContain(daypack);
    expect(await find('linen shirt')).not.toContain(shirt.id);
    expect(await find('feed mug')).not.toContain(mug.id);
    await feed.sql.query(`update search_catalog set made_with = 'something else' where catalog = $1`, [region]);
    await expect.poll(() => find('linen shirt'), ARRIVAL).toEqual([shirt.id]);
    await expect.poll(() => find('mug'), ARRIVAL).toContain(mug.id);
    await expect.poll(() => find('mug'), ARRIVAL).not.toContain('prod_gone');
    await expect.poll(() => find('dayapck'), ARRIVAL).toContain(daypack);
    expect(daypack).toMatch(/^prod_/);
  });
});

describe('a search that nobody would type', () => {
  it.each([
    ['nothing', { q: '' }],
    ['gaps', { q: '   ' }],
    ['signs', { q: "');--" }],
    ['marks of direction', { q: '\u200f\u202e' }],
    ['SQL', { q: "'; drop table search_word; --" }],
    ['a tsquery', { q: "shirt & !mug | 'x':*" }],
    ['a filter', { q: '{"catalog":"us"} catalog:us' }],
    ['a name of a prototype', { q: '__proto__ constructor' }],
    ['a letter', { q: 's', limit: '1000' }],
    ['a hundred words', { q: Array.from({ length: 100 }, (_, n) => String.fromCodePoint(0x3b1 + (n % 24))).join(' ') }],
    ['long words, each misspelt', { q: ['lantren', 'umbrlela', 'saxophne'].map((word) => word.repeat(6)).join(' ') }],
    ['long words of other letters', { q: 'فانوسفانوس'.repeat(9) }],
  ])('%s is answered', async (_what, query) => {
    expect((await ask(feed.shop.region, query)).status).toBe(200);
  });

  it('is cleaned as on a device', async () => {
    expect(await find('\u200f\u0007 LINEN\u202e\tshirt ')).toEqual([feed.shop.shirt.id]);
  });

  it.each([
    ['no text', {}, 'invalid_q'],
    ['ten thousand letters', { q: 'a'.repeat(10_000) }, 'invalid_q'],
    ['more than two hundred letters', { q: 'a'.repeat(201) }, 'invalid_q'],
    ['no number', { q: 'a', limit: 'many' }, 'invalid_most'],
    ['nothing at all', { q: 'a', limit: '0' }, 'invalid_most'],
    ['more than a thousand', { q: 'a', limit: '1001' }, 'invalid_most'],
  ])('%s is refused', async (_what, query, code) => {
    const response = await ask(feed.shop.region, query as Record<string, string>);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code } });
  });

  it('an unknown catalog is told from one that is empty', async () => {
    expect((await ask('atlantis', { q: 'a' })).status).toBe(404);
    expect((await ask(feed.shop.region, { q: 'a'.repeat(200) })).status).toBe(200);
  });
});

it('is counted with its time, by who answered and what', async () => {
  await find('linen shirt');
  await find('zzzzqqq');
  const metrics = await (await fetch(`${feed.backend.url}/metrics`)).text();
  expect(metrics).toMatch(/satchel_search_seconds_count\{engine="postgres",outcome="found"\} [1-9]/);
  expect(metrics).toMatch(/satchel_search_seconds_count\{engine="postgres",outcome="nothing"\} [1-9]/);
  expect(metrics).toMatch(/satchel_search_answers_total\{engine="postgres"\} [1-9]/);
});

type StoreHit = { id: string; document: Record<string, unknown> };
type StoreAnswer = { hits: StoreHit[]; facets?: Record<string, unknown>; metadata: { count: number } };

async function postStoreSearch(body: unknown): Promise<{ status: number; json: Record<string, unknown> }> {
  const response = await fetch(`${feed.backend.url}/store/search`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-publishable-api-key': feed.database.publishableKey },
    body: JSON.stringify(body),
  });
  return { status: response.status, json: (await response.json()) as Record<string, unknown> };
}

async function storeSearch(filters: object, more: object = {}): Promise<StoreAnswer> {
  const { status, json } = await postStoreSearch({ entity: 'product', filters, ...more });
  expect(status, JSON.stringify(json)).toBe(200);
  return (json.results as StoreAnswer[])[0] as StoreAnswer;
}

describe('/store/search', () => {
  it('answers in the words of a catalog, with facets, filters and order', async () => {
    const { hits, facets, metadata } = await storeSearch(
      { q: '  LÎNEN shirts ', catalog: feed.shop.region },
      { search_options: { facets: ['categories', 'options'] }, pagination: { take: 1, order: { price: 'ASC' } } },
    );
    expect(metadata.count).toBe(1);
    expect(hits[0]?.document).toMatchObject({ product_id: feed.shop.shirt.id, price: 49.9, vendor: 'Loom' });
    expect(JSON.stringify(facets)).toContain('Colour: Moss');
    const beyond = await storeSearch({ catalog: feed.shop.region }, { pagination: { skip: 9_000 } });
    expect(beyond.hits).toEqual([]);
  });

  it.each([
    ['no catalog', { filters: { q: 'shirt' } }, 'filters.catalog'],
    ['a long text', { filters: { catalog: 'eu', q: 'a'.repeat(201) } }, 'filters.q'],
    ['an unknown filter', { filters: { catalog: 'eu', shoe_size: 4 } }, 'shoe_size'],
    ['an unknown facet', { filters: { catalog: 'eu' }, search_options: { facets: ['shoe_size'] } }, 'shoe_size'],
    [
      'every choice there is',
      { filters: { catalog: 'eu' }, search_options: { facets: [{ field: 'product_id', limit: 1_000 }] } },
      'search_options.facets',
    ],
    ['an unknown order', { filters: { catalog: 'eu' }, pagination: { order: { shoe_size: 'ASC' } } }, 'shoe_size'],
    [
      'an order by what cannot be ordered',
      { filters: { catalog: 'eu' }, pagination: { order: { tags: 'ASC' } } },
      'tags',
    ],
    ['words of the index', { fields: ['words.title'], filters: { catalog: 'eu' } }, 'words.title'],
    ['too many hits', { filters: { catalog: 'eu' }, pagination: { take: 101 } }, 'take'],
    ['filters within filters', { filters: { catalog: 'eu', ...nested(40) } }, 'filters'],
    [
      'forgiving by the engine',
      { filters: { catalog: 'eu' }, search_options: { typo_tolerance: true } },
      'typo_tolerance',
    ],
  ])('%s is refused by its field', async (_what, query, field) => {
    const { status, json } = await postStoreSearch({ entity: 'product', ...query });
    expect(status, JSON.stringify(json)).toBe(400);
    expect(JSON.stringify(json)).toContain(field);
  });

  it('takes a few searches at once, and no other index', async () => {
    const query = { entity: 'product', filters: { catalog: feed.shop.region, q: 'mug' } };
    expect(await postStoreSearch({ queries: Array(10).fill(query) })).toMatchObject({ status: 200 });
    expect(await postStoreSearch({ queries: Array(11).fill(query) })).toMatchObject({ status: 400 });
    expect(await postStoreSearch({ ...query, entity: 'order' })).toMatchObject({ status: 404 });
  });
});

function nested(depth: number): object {
  return depth === 0 ? { vendor: 'Loom' } : { $not: nested(depth - 1) };
}

it('the search box of the admin goes on looking into the tables', async () => {
  const { admin, shop } = feed;
  await createProduct(admin, { ...mugCalled('feed-draft', shop.channelId), title: 'Bilby draft', status: 'draft' });
  const { results } = await admin.get<{ results: { entity: string; data: { title?: string }[] }[] }>('/search?q=bilby');
  expect(results.find(({ entity }) => entity === 'product')?.data.map(({ title }) => title)).toEqual(['Bilby draft']);
  expect(results.length).toBeGreaterThan(5);
});

it('one process at a time follows the feed, and the next goes on where it stopped', async () => {
  const { admin, shop, sql, reader } = feed;
  const key = `hashtextextended('product-search:follow', 0)`;
  await sql.query(`select pg_advisory_lock(${key})`);
  const { id } = await createProduct(admin, { ...mugCalled('feed-potoroo', shop.channelId), title: 'Potoroo bowl' });
  await reader.until(() => reader.products.has(id));
  expect(await find('potoroo')).toEqual([]);
  await sql.query(`select pg_advisory_unlock(${key})`);
  await expect.poll(() => find('potoroo'), ARRIVAL).toEqual([id]);
});

it('searches of one address are bounded, those of the storefront are not', async () => {
  const from = (address: string) =>
    ask(feed.shop.region, { q: 'mug' }, { headers: { 'x-forwarded-for': address } }).then(({ status }) => status);
  const statuses: number[] = [];
  while (statuses.at(-1) !== 429 && statuses.length < 2 * SEARCHES_PER_MINUTE) statuses.push(await from('203.0.113.1'));
  expect(statuses).toHaveLength(SEARCHES_PER_MINUTE + 1);
  expect(await from('203.0.113.2')).toBe(200);
  expect((await ask(feed.shop.region, { q: 'mug' })).status).toBe(200);
});
