import type { SearchTypes } from '@medusajs/framework/types';
import { MedusaError } from '@medusajs/framework/utils';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MeilisearchEngine } from '../../src/modules/search-meilisearch/engine.ts';
import { languageRules } from '../../src/search/language-rules.ts';
import { DOCUMENTS, shopIndex } from './shop-index.ts';
import { targets, type Target } from './target.ts';

type Ask = Omit<Partial<SearchTypes.ProviderSearchQuery>, 'index'>;

const FORGIVING: SearchTypes.SearchOptions = { typo_tolerance: true };
const SHIRTS = ['prod_shirt', 'prod_shirt_blue'];
const MUG = 'eu-de:prod/odd "id"';

/** What a provider of the Search Module has to do, whoever plays Meilisearch. */
describe.each(targets())('the engine, against $name', ({ name, open }) => {
  let target: Target;
  let engine: MeilisearchEngine;
  let index: SearchTypes.ResolvedSearchIndexDefinition;

  beforeAll(async () => {
    process.stdout.write(`The provider suite runs against ${name}.\n`);
    target = await open();
    engine = new MeilisearchEngine(target.connection, languageRules);
    index = shopIndex(`${target.prefix}_product_v1`);
    await engine.replace(index, pages([]));
    await engine.put(index, DOCUMENTS);
  });
  afterAll(() => target?.close());

  const queryOf = (ask: Ask): SearchTypes.ProviderSearchQuery => ({
    index,
    attributes_to_retrieve: ['id', 'title'],
    ...ask,
  });
  const ask = async (query: Ask): Promise<SearchTypes.SearchResult> => (await engine.search([queryOf(query)]))[0]!;
  const idsOf = async (query: Ask): Promise<string[]> => (await ask(query)).hits.map(({ id }) => id).sort();
  const filtered = (filters: object): Promise<string[]> => idsOf({ filters: filters as SearchTypes.SearchFilters });

  it('is usable and counts what it holds', async () => {
    await engine.assertUsable();
    expect((await engine.documentCounts()).get(index.physical_name)).toBe(DOCUMENTS.length);
  });

  it('gives back documents as they were written, narrowed to what is asked for', async () => {
    const paths = ['id', 'tags', 'made_at', 'family', 'variants.size'];
    const { hits } = await ask({ filters: { id: 'prod_shirt' }, attributes_to_retrieve: paths });
    expect(hits).toEqual([
      {
        id: 'prod_shirt',
        document: {
          id: 'prod_shirt',
          tags: ['summer', 'linen'],
          made_at: '2024-05-01T00:00:00.000Z',
          family: 'shirts',
          variants: [{ size: 'M' }, { size: 'L' }],
        },
      },
    ]);
  });

  it('needs every word, as it is written', async () => {
    expect(await idsOf({ q: 'linen shirt' })).toEqual(SHIRTS);
    expect(await idsOf({ q: 'LINEN blue' })).toEqual(['prod_shirt_blue']);
    expect(await idsOf({ q: 'linen nothing' })).toEqual([]);
    expect(await idsOf({ q: 'shir' })).toEqual([]);
  });

  it('ranks a title before a description', async () => {
    const { hits } = await ask({ q: 'shirt', search_options: FORGIVING });
    expect(hits.map(({ id }) => id)).toEqual([...SHIRTS, 'prod_backpack']);
  });

  it('forgives one mistake in four letters, two in eight, none in three or in numbers, and only if asked to', async () => {
    expect(await idsOf({ q: 'shurt', search_options: FORGIVING })).toContain('prod_shirt');
    expect(await idsOf({ q: 'backpakc', search_options: FORGIVING })).toEqual(['prod_backpack']);
    expect(await idsOf({ q: 'bakcpcak', search_options: FORGIVING })).toEqual(['prod_backpack']);
    expect(await idsOf({ q: 'mog', search_options: FORGIVING })).toEqual([]);
    expect(await idsOf({ q: '2025', search_options: FORGIVING })).toEqual([]);
    expect(await idsOf({ q: 'backpakc' })).toEqual([]);
  });

  it('takes the last word as unfinished for match_strategy "last" alone', async () => {
    expect(await idsOf({ q: 'linen shi', search_options: { ...FORGIVING, match_strategy: 'last' } })).toEqual(SHIRTS);
    expect(await idsOf({ q: 'canv', search_options: FORGIVING })).toEqual([]);
    expect(await idsOf({ q: 'canv', search_options: { ...FORGIVING, match_strategy: 'last' } })).toEqual([
      'prod_backpack',
    ]);
  });

  it('knows other words for the same', async () => {
    expect(await idsOf({ q: 'rucksack', search_options: FORGIVING })).toEqual(['prod_backpack']);
    expect(await idsOf({ q: 'tasse', search_options: FORGIVING })).toEqual([MUG]);
  });

  it('looks at the given fields only', async () => {
    const only = (paths: string[]) => idsOf({ q: 'shirt', search_options: { attributes_to_search_on: paths } });
    expect(await only(['title'])).toEqual(SHIRTS);
    expect(await only(['description'])).toEqual(['prod_backpack', 'prod_shirt']);
  });

  it.each([
    ['equality', { color: 'red' }, ['prod_shirt']],
    ['one of', { color: ['red', 'blue'] }, SHIRTS],
    ['$in', { color: { $in: ['green', 'blue'] } }, ['prod_backpack', 'prod_shirt_blue']],
    ['$in of nothing', { color: { $in: [] } }, []],
    ['$nin', { color: { $nin: ['red', 'blue', 'green'] } }, [MUG]],
    ['$ne, which what has no value satisfies', { family: { $ne: 'shirts' } }, [MUG, 'prod_backpack']],
    ['null', { family: null }, ['prod_backpack']],
    ['$exists', { family: { $exists: true } }, [MUG, ...SHIRTS]],
    ['$exists of an empty list', { tags: { $exists: false } }, ['prod_backpack']],
    ['a member of a list', { tags: 'summer' }, SHIRTS],
    ['$contains', { tags: { $contains: ['summer', 'linen'] } }, ['prod_shirt']],
    ['$overlaps', { tags: { $overlaps: ['linen', 'none'] } }, ['prod_shirt']],
    ['a list of objects', { 'variants.size': 'L' }, ['prod_shirt']],
    ['a range', { price: { $gte: 49.5, $lt: 120 } }, SHIRTS],
    ['a range of dates', { made_at: { $gt: new Date('2024-12-31') } }, [MUG, 'prod_shirt_blue']],
    ['a date as text', { made_at: { $lte: '2023-01-15T00:00:00.000Z' } }, ['prod_backpack']],
    ['a boolean', { on_sale: true }, [MUG, 'prod_shirt']],
    ['$or', { $or: [{ color: 'red' }, { price: { $gt: 100 } }] }, ['prod_backpack', 'prod_shirt']],
    ['$not', { $not: { tags: 'summer' } }, [MUG, 'prod_backpack']],
    [
      '$and of $or',
      { $and: [{ $or: [{ color: 'red' }, { color: 'blue' }] }, { on_sale: false }] },
      ['prod_shirt_blue'],
    ],
  ])('filters by %s', async (_, filters, expected) => {
    expect(await filtered(filters)).toEqual([...expected].sort());
  });

  it('takes every value for a value, and never for grammar', async () => {
    expect(await filtered({ color: 'say "hi" \\ or \' bye' })).toEqual([MUG]);
    expect(await filtered({ tags: 'gift) OR (color EXISTS' })).toEqual([MUG]);
    expect(await filtered({ id: MUG })).toEqual([MUG]);
    for (const attack of [
      'x" OR _key EXISTS OR color = "x',
      "x' OR _key EXISTS OR color = 'x",
      'x\\" OR _key EXISTS OR color = \\"x',
      'x\\\\" OR _key EXISTS',
      '\\',
      '"',
      'red"]) OR (_key EXISTS) OR (color IN ["x',
      'x\n OR _key EXISTS',
      '_geoRadius(1,2,3)',
      '*',
    ]) {
      expect(await filtered({ color: attack }), attack).toEqual([]);
      expect(await filtered({ color: { $in: [attack] } }), attack).toEqual([]);
      expect(await filtered({ tags: { $contains: [attack] } }), attack).toEqual([]);
    }
  });

  it('refuses names that the index does not have, in filters, sorts, facets and elsewhere', async () => {
    const name = 'color" EXISTS OR "_key';
    await expect(filtered({ [name]: 'x' })).rejects.toThrow(/does not filter by/);
    await expect(filtered({ title: 'x' })).rejects.toThrow(/does not filter by "title"/);
    await expect(ask({ pagination: { order: { [name]: 'ASC' } } })).rejects.toThrow(/unknown field/);
    await expect(ask({ search_options: { facets: [name] } })).rejects.toThrow(/not facetable/);
    await expect(ask({ search_options: { distinct: name } })).rejects.toThrow(/unknown field/);
    await expect(ask({ q: 'x', search_options: { attributes_to_search_on: [name] } })).rejects.toThrow(
      /not searchable/,
    );
    await expect(filtered({ price: { $gt: '1 OR _key EXISTS' } })).rejects.toThrow(/"price" needs a number/);
  });

  it('reads quotes and minus signs of a query as what somebody typed', async () => {
    expect(await idsOf({ q: '-linen "shirt' })).toEqual(SHIRTS);
    expect(await idsOf({ q: 'shirt -blue', search_options: FORGIVING })).toEqual(['prod_shirt_blue']);
    expect(await idsOf({ q: '"" - \u0000 --' })).toHaveLength(DOCUMENTS.length);
  });

  it('answers a text of 10 kB', async () => {
    expect(await idsOf({ q: 'shirt '.repeat(1_700) })).toContain('prod_shirt');
    expect(await idsOf({ q: 'x'.repeat(10_000) })).toEqual([]);
    expect(await filtered({ color: '"\\'.repeat(5_000) })).toEqual([]);
  });

  it('stops at filters without end', async () => {
    const deep = Array.from({ length: 60 }).reduce<object>((inner) => ({ $not: inner }), { color: 'red' });
    await expect(filtered(deep)).rejects.toThrow(/more than 50 levels/);
  });

  it('sorts, what has no value last, and pages', async () => {
    const order = (order: Record<string, 'ASC' | 'DESC'>, rest: SearchTypes.SearchPagination = {}) =>
      ask({ pagination: { order, ...rest } }).then(({ hits }) => hits.map(({ id }) => id));
    expect(await order({ price: 'DESC' })).toEqual(['prod_backpack', 'prod_shirt_blue', 'prod_shirt', MUG]);
    expect(await order({ made_at: 'ASC' }, { skip: 1, take: 2 })).toEqual(['prod_shirt', 'prod_shirt_blue']);
    const page = await ask({ pagination: { skip: 1, take: 2 } });
    expect(page.metadata).toMatchObject({ skip: 1, take: 2, count: 4 });
    expect(page.hits).toHaveLength(2);
    expect((await ask({ pagination: { take: 0 } })).hits).toEqual([]);
    expect((await ask({ search_options: { count: 'none' } })).metadata.count).toBeNull();
    expect((await ask({ q: 'linen', search_options: { count: 'exact' } })).metadata.count).toBe(2);
  });

  it('counts facets: values, ranges and statistics', async () => {
    const { facets } = await ask({
      search_options: {
        facets: [
          'color',
          { field: 'tags', limit: 1 },
          { field: 'on_sale', sort: 'alpha' },
          { field: 'price', type: 'range', ranges: [{ to: 50 }, { key: 'middle', from: 50, to: 120 }, { from: 120 }] },
        ],
      },
    });
    expect(facets?.['color']).toMatchObject({ type: 'value', other_count: 0 });
    expect(facets?.['tags']).toEqual({ type: 'value', values: [{ value: 'summer', count: 2 }], other_count: 2 });
    expect(facets?.['on_sale']).toMatchObject({
      values: [
        { value: 'false', count: 2 },
        { value: 'true', count: 2 },
      ],
    });
    expect(facets?.['price']).toEqual({
      type: 'range',
      ranges: [
        { key: '*-50', to: 50, count: 2 },
        { key: 'middle', from: 50, to: 120, count: 1 },
        { key: '120-*', from: 120, count: 1 },
      ],
    });
    const stats = await ask({ q: 'linen', search_options: { facets: [{ field: 'price', type: 'stats' }] } });
    expect(stats.facets?.['price']).toEqual({ type: 'stats', min: 49.5, max: 52, avg: 50.75, sum: 101.5, count: 2 });
    const none = await ask({ q: 'nothing', search_options: { facets: ['color', { field: 'price', type: 'stats' }] } });
    expect(none.facets).toEqual({
      color: { type: 'value', values: [], other_count: 0 },
      price: { type: 'stats', min: 0, max: 0, count: 0 },
    });
  });

  it('shows one of several doubles and still counts all of them in facets', async () => {
    const { hits, facets, metadata } = await ask({ search_options: { distinct: 'family', facets: ['on_sale'] } });
    expect(hits).toHaveLength(3);
    expect(metadata.count).toBe(3);
    expect(facets?.['on_sale']).toMatchObject({
      values: [
        { value: 'false', count: 2 },
        { value: 'true', count: 2 },
      ],
    });
  });

  it('marks what matched', async () => {
    const { hits } = await ask({
      q: 'shirt',
      search_options: { highlight: { fields: ['title', 'description'], pre_tag: '[', post_tag: ']' } },
      filters: { id: 'prod_backpack' },
    });
    expect(hits[0]?.highlights).toEqual({ description: ['Carries a laptop and a [shirt].'] });
    const cut = await ask({
      q: 'hot',
      search_options: { highlight: { fields: ['description'], snippet: { length: 3 } } },
    });
    expect(cut.hits[0]?.highlights?.['description']?.[0]).toContain('<mark>hot</mark>');
    expect(cut.hits[0]?.highlights?.['description']?.[0]).not.toContain('2024');
    expect((await ask({ search_options: { highlight: true } })).hits[0]).not.toHaveProperty('highlights');
  });

  it('gives scores where they are asked for', async () => {
    const { hits } = await ask({ q: 'shirt', search_options: { include_score: true } });
    expect(hits[0]?.score).toBeGreaterThan(hits.at(-1)?.score ?? 1);
    expect(await idsOf({ q: 'shirt', search_options: { min_score: 1.1 } })).toEqual([]);
  });

  it('answers several searches in their order', async () => {
    const results = await engine.search([
      queryOf({ q: 'linen', search_options: { distinct: 'family', facets: ['color'], count: 'exact' } }),
      queryOf({ q: 'backpack' }),
      queryOf({ filters: { color: 'nothing' } }),
    ]);
    expect(results.map(({ hits }) => hits.length)).toEqual([1, 1, 0]);
    expect(results[0]?.metadata.count).toBe(1);
    expect(results[0]?.facets?.['color']).toMatchObject({ values: [{ count: 1 }, { count: 1 }] });
  });

  it.each<[string, Ask]>([
    ['vector search', { search_options: { vector: { value: [1] } } }],
    ['cursor pagination', { pagination: { cursor: 'x' } }],
    ['match_strategy "any"', { q: 'a b', search_options: { match_strategy: 'any' } }],
    ['match_strategy "last" without typo_tolerance', { q: 'a', search_options: { match_strategy: 'last' } }],
    ['the operator "$like"', { filters: { color: { $like: 'r%' } } }],
    ['the operator "$prefix"', { filters: { color: { $prefix: 'r' } } }],
    ['"$gt" on "color"', { filters: { color: { $gt: 'r' } } }],
    ['paging past 10000 hits', { pagination: { skip: 9_990, take: 20 } }],
    ['an order in which relevance', { q: 'a', pagination: { order: { _score: 'ASC' } } }],
    ['highlighting "color"', { q: 'a', search_options: { highlight: { fields: ['color'] } } }],
  ])('says that it does not support %s', async (what, query) => {
    const problem = await ask(query).catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(MedusaError);
    expect(problem).toMatchObject({ type: MedusaError.Types.NOT_ALLOWED });
    expect(String(problem)).toContain(`The Meilisearch search provider does not support ${what}`);
  });

  it('refuses definitions it cannot hold', () => {
    const withField = (name: string, field: SearchTypes.SearchFieldDefinition) => () =>
      engine.assertHolds({ ...index, fields: { ...index.fields, [name]: field } });
    expect(withField('place', { type: 'geo' })).toThrow('fields of type "geo" ("place")');
    expect(withField('_source', { type: 'text' })).toThrow('a field called "_source"');
    expect(withField('embedding', { type: 'vector', dimensions: 3 })).not.toThrow();
  });

  it('is never empty while it is made again', async () => {
    let isMade = false;
    const made = (async () => {
      for (let time = 0; time < 3; time += 1) await engine.replace(index, pages([DOCUMENTS]));
    })().finally(() => (isMade = true));
    let searches = 0;
    while (!isMade) {
      expect((await ask({})).hits).toHaveLength(DOCUMENTS.length);
      searches += 1;
    }
    await made;
    expect(searches).toBeGreaterThan(2);
  });

  it('replaces and removes documents', async () => {
    const own = shopIndex(`${target.prefix}_changing_v1`);
    const look = async (query: Ask) =>
      (await engine.search([{ index: own, attributes_to_retrieve: ['id', 'price'], ...query }]))[0]!.hits;
    await engine.replace(own, pages([DOCUMENTS.slice(0, 2), DOCUMENTS.slice(2)]));
    expect(await look({})).toHaveLength(4);
    await engine.put(own, [{ ...DOCUMENTS[0]!, price: 1 }]);
    expect(await look({ filters: { price: 1 } })).toHaveLength(1);
    await engine.remove(own, ['prod_shirt', MUG, 'prod_never']);
    expect((await look({})).map(({ id }) => id).sort()).toEqual(['prod_backpack', 'prod_shirt_blue']);
    await engine.replace(own, pages([DOCUMENTS.slice(0, 1)]));
    expect((await look({})).map(({ id }) => id)).toEqual(['prod_shirt']);
    expect([...(await engine.documentCounts()).keys()]).not.toContain(`${own.physical_name}__next`);
    await engine.deleteIndex(own.physical_name);
    await engine.deleteIndex(own.physical_name);
    await expect(look({})).rejects.toMatchObject({ code: 'missing' });
  });
});

async function* pages(documents: SearchTypes.SearchDocument[][]): AsyncGenerator<SearchTypes.SearchDocument[]> {
  yield* documents;
}
