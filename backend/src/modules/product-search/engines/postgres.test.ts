import type { ISearchModuleService, SearchTypes } from '@medusajs/framework/types';
import { expect, it } from 'vitest';
import type { ProductSearchService } from '../service';
import { postgres } from './postgres';

type Hits = Record<string, Record<string, number>>;

/** `hits` by the text that is asked for. */
function engineWith({
  words,
  similar = {},
  hits,
  ids = [],
}: {
  words: string[];
  similar?: Record<string, string[]>;
  hits: Hits;
  ids?: string[];
}) {
  const asked: SearchTypes.SearchQuery[] = [];
  const productSearch: Pick<ProductSearchService, 'knownWords' | 'wordsStartingWith' | 'similarWords'> = {
    knownWords: async (_catalog, wanted) => new Set(wanted.filter((word) => words.includes(word))),
    wordsStartingWith: async (_catalog, start) => words.filter((word) => word.startsWith(start)),
    similarWords: async (_catalog, word, mistakes) => (mistakes > 0 ? (similar[word] ?? []) : []),
  };
  const search: Pick<ISearchModuleService, 'searchMany' | 'search'> = {
    async search<T>(query: SearchTypes.SearchQuery): Promise<SearchTypes.SearchResult<T>> {
      asked.push(query);
      const values = ids.map((value) => ({ value, count: 1 }));
      return {
        hits: [],
        facets: { product_id: { type: 'value', values } },
        metadata: { skip: 0, take: 0, count: null },
      };
    },
    async searchMany(queries) {
      asked.push(...queries);
      return queries.map(({ filters }) => ({
        hits: Object.entries(hits[filters?.q ?? ''] ?? {}).map(([id, score]) => ({
          id,
          score,
          document: { product_id: id },
        })),
        metadata: { skip: 0, take: 100, count: null },
      }));
    },
  };
  const deps = { productSearch: productSearch as ProductSearchService, search: search as ISearchModuleService };
  return {
    asked,
    find: async (text: string, limit = 100) => (await postgres.find(deps, { catalog: 'eu', text, limit })).ids,
  };
}

it('asks for all words, each with what it may stand for, and puts what was typed first', async () => {
  const { asked, find } = engineWith({
    words: ['red', 'sneaker', 'trainer', 'lamp', 'lampshade'],
    hits: {
      'red lamp lampshade': { shade: 2, lamp: 1.5 },
      'red lamp': { lamp: 1.5, shade: 0.1, other: 9 },
    },
  });
  expect(await find('the red lamp')).toEqual(['lamp', 'shade']);
  expect(asked[0]?.filters).toEqual({
    q: 'red lamp lampshade',
    catalog: 'eu',
    $and: [{ terms: { $overlaps: ['red'] } }, { terms: { $overlaps: ['lamp', 'lampshade'] } }],
  });
});

it('does not ask where a word is in no product, and forgives a mistake then', async () => {
  const { asked, find } = engineWith({
    words: ['lantern', 'paper'],
    similar: { lantrn: ['lantern'] },
    hits: { 'lantern paper': { lantern: 1 }, paper: { lantern: 0.1 } },
  });
  expect(await find('lantrn paper')).toEqual(['lantern']);
  expect(asked.map(({ filters }) => filters?.q)).toEqual(['lantern paper', 'paper']);
});

it('is content with some of the words where no product has all', async () => {
  const { asked, find } = engineWith({ words: ['paper'], hits: { paper: { paper: 1 } } });
  expect(await find('unicorn paper')).toEqual(['paper']);
  expect(asked.every(({ filters }) => !('$and' in (filters ?? {})))).toBe(true);
});

it('leaves a long list of endings to the text search', async () => {
  const endings = Array.from({ length: 80 }, (_, n) => `s${n}`);
  const { asked, find } = engineWith({ words: ['red', ...endings], hits: { [endings.join(' ')]: { one: 1 } } });
  expect(await find('red s')).toEqual(['one']);
  expect(asked[0]?.filters).toMatchObject({ $and: [{ terms: { $overlaps: ['red'] } }] });
});

it('asks only for the ids of those that come after the best', async () => {
  const many = Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`p${n}`, 200 - n]));
  const { asked, find } = engineWith({
    words: ['red'],
    hits: { red: many },
    ids: ['p7', 'later', 'last'],
  });
  const found = await find('red', 201);
  expect(found.slice(0, 2)).toEqual(['p0', 'p1']);
  expect(found.slice(-2)).toEqual(['p199', 'later']);
  expect(asked.map(({ pagination }) => pagination?.take)).toEqual([200, 200, 0]);
});

it('finds nothing for nothing', async () => {
  const { asked, find } = engineWith({ words: ['red'], hits: {} });
  expect(await find('  !! ')).toEqual([]);
  expect(asked).toEqual([]);
});
