import type { SearchTypes } from '@medusajs/framework/types';
import { ATTEMPTS, mistakesIn, swapsOf, synonymsOf, wantedWords, type Leniency } from 'sync/search/rules';
import type { Engine, EngineDeps, Wanted } from './engine';

/** What a word may stand for in this catalog: the word itself, and others that are as good as it. */
export type Meaning = { word: string; others: string[] };

/** Words that one unfinished word may become. One letter becomes hundreds; the shortest are the nearest. */
const MOST_ENDINGS = 1_000;
/** Of a longer list a filter would be slower than the text search, which can take one such list. */
const MOST_IN_FILTER = 64;
/** The provider reads every hit with all that is in it; of those after these only the ids are asked for, and no order. */
const MOST_RANKED = 200;
/** A word as it was typed counts for more than one that is similar, means the same or goes on from it. */
const OWN_WORD = 2;

/**
 * PostgreSQL ranks by weighted words and no more. Unfinished words, other words and misspelt ones are looked up among the words of
 * the catalog first; which words a product must have is a filter, how well it answers is the text search.
 */
export const postgres: Engine = {
  async find(deps, wanted) {
    const words = wantedWords(wanted.text);
    if (words.length === 0) return { ids: [], engine: 'postgres' };
    for (const { combineWith, leniency } of ATTEMPTS) {
      const meanings = await meaningsOf(deps, wanted.catalog, { words, leniency });
      if (combineWith === 'AND' ? meanings.some(isHopeless) : meanings.every(isHopeless)) continue;
      const found = await ask(deps, wanted, { meanings, combineWith });
      if (found.length > 0) return { ids: found, engine: 'postgres' };
    }
    return { ids: [], engine: 'postgres' };
  },
};

/** Nobody has the word, nor anything that is as good. */
export const isHopeless = ({ word, others }: Meaning): boolean => word === '' && others.length === 0;

/** In the order of the words. `word` is empty where no product has it. */
export async function meaningsOf(
  { productSearch }: EngineDeps,
  catalog: string,
  { words, leniency }: { words: readonly string[]; leniency: Leniency },
): Promise<Meaning[]> {
  const alike = words.map((word) => [...synonymsOf(word), ...(leniency === 'exactly' ? [] : swapsOf(word))]);
  const [known, endings, similar] = await Promise.all([
    productSearch.knownWords(catalog, [...words, ...alike.flat()]),
    productSearch.wordsStartingWith(catalog, words.at(-1) ?? '', MOST_ENDINGS),
    Promise.all(words.map((word) => productSearch.similarWords(catalog, word, mistakesIn(word, leniency)))),
  ]);
  return words.map((word, index) => {
    const others = [
      ...(alike[index] ?? []).filter((other) => known.has(other)),
      ...(index === words.length - 1 ? endings : []),
      ...(similar[index] ?? []),
    ];
    return { word: known.has(word) ? word : '', others: [...new Set(others)].filter((other) => other !== word) };
  });
}

type Asked = { meanings: Meaning[]; combineWith: 'AND' | 'OR' };

async function ask({ search }: EngineDeps, { catalog, limit }: Wanted, asked: Asked): Promise<string[]> {
  const { filters, everyWord, ownWords } = questionOf(asked);
  const take = Math.min(limit, MOST_RANKED);
  const query = (q: string): SearchTypes.SearchQuery => ({
    entity: 'product',
    fields: ['product_id'],
    filters: { q, catalog, ...(filters.length > 0 && { $and: filters }) },
    pagination: { take },
    search_options: { match_strategy: 'any', include_score: true, count: 'none' },
  });
  const [all, own] = await search.searchMany([everyWord, ...(ownWords ? [ownWords] : [])].map(query));
  const scores = scoresOf(all);
  if (scores.size === MOST_RANKED && limit > take) {
    for (const id of await everyId(search, query(everyWord), limit)) if (!scores.has(id)) scores.set(id, 0);
  }
  // They only say which are better: to be among them, a product must have answered.
  for (const [id, score] of scoresOf(own)) {
    const before = scores.get(id);
    if (before !== undefined) scores.set(id, before + OWN_WORD * score);
  }
  const best = [...scores].sort(([, a], [, b]) => b - a).map(([id]) => id);
  return best.slice(0, limit);
}

async function everyId(search: EngineDeps['search'], query: SearchTypes.SearchQuery, limit: number): Promise<string[]> {
  const { facets } = await search.search({
    ...query,
    pagination: { take: 0 },
    search_options: { match_strategy: 'any', count: 'none', facets: [{ field: 'product_id', type: 'value', limit }] },
  });
  const ids = facets?.product_id;
  return ids?.type === 'value' ? ids.values.map(({ value }) => value) : [];
}

const scoresOf = (result: SearchTypes.SearchResult | undefined): Map<string, number> =>
  new Map(result?.hits.map(({ document, score = 0 }) => [String(document.product_id), score]));

function questionOf({ meanings, combineWith }: Asked) {
  const lists = meanings.map(({ word, others }) => [...(word === '' ? [] : [word]), ...others]);
  const long = lists.find((list) => list.length > MOST_IN_FILTER);
  const mustHave = combineWith === 'AND' ? lists.filter((list) => list !== long) : [];
  return {
    filters: mustHave.map((list): SearchTypes.SearchFilters => ({ terms: { $overlaps: list } })),
    everyWord: (combineWith === 'AND' && long ? long : lists.flat()).join(' '),
    ownWords: meanings.flatMap(({ word }) => word || []).join(' '),
  };
}
