import type { SearchTypes } from '@medusajs/framework/types';
import { ATTEMPTS, wantedWords } from 'sync/search/rules';
import { isMeilisearchAnswering } from '../../../metrics/search-engine';
import type { Engine, EngineDeps, EngineName, Wanted } from './engine';
import { openMeanings, type Meaning } from './meanings';
import { postgres } from './postgres';

/** Words that one unfinished word may become. One letter becomes hundreds; the shortest are the nearest. */
const MOST_ENDINGS = 1_000;

/**
 * Which products answer is said by the same rules and words as for PostgreSQL, as filters; in which order, Meilisearch says.
 * Each attempt is one round trip. While Postgres stands in for Meilisearch, it is asked in its own way.
 */
export const meilisearch: Engine = {
  async find(deps, wanted) {
    // What Meilisearch is asked takes the provider's Postgres seconds, and it would be for nothing.
    if (!isMeilisearchAnswering()) return postgres.find(deps, wanted);
    const words = wantedWords(wanted.text);
    // Words that no product has, Postgres knows: Meilisearch is not asked for them.
    let engine: EngineName = 'postgres';
    const meaningsOf = openMeanings(deps.productSearch, wanted.catalog, words);
    for (const { combineWith, leniency } of words.length > 0 ? ATTEMPTS : []) {
      const meanings = await inCatalog(deps, wanted.catalog, await meaningsOf(leniency));
      if (combineWith === 'AND' ? meanings.some(isHopeless) : meanings.every(isHopeless)) continue;
      const questions = combineWith === 'AND' ? forAll(meanings, words) : forSome(meanings, words);
      const results = await deps.search.searchMany(questions.map((question) => queryOf(question, wanted)));
      if (results.some(({ provider_metadata: by }) => by?.engine !== 'meilisearch')) return postgres.find(deps, wanted);
      engine = 'meilisearch';
      const ids = combineWith === 'AND' ? inOrder(results) : mostWordsFirst(results);
      if (ids.length > 0) return { ids: ids.slice(0, wanted.limit), engine };
    }
    return { ids: [], engine };
  },
};

/** What the catalog has of it, and what the last word may become. `word` is empty where no product has it. */
async function inCatalog(
  { productSearch }: EngineDeps,
  catalog: string,
  meanings: readonly Meaning[],
): Promise<Meaning[]> {
  const last = meanings.length - 1;
  const [known, endings] = await Promise.all([
    productSearch.knownWords(
      catalog,
      meanings.flatMap(({ word, others }) => [word, ...others]),
    ),
    productSearch.wordsStartingWith(catalog, meanings[last]?.word ?? '', MOST_ENDINGS),
  ]);
  return meanings.map(({ word, others }, at) => {
    const all = new Set([...others.filter((other) => known.has(other)), ...(at === last ? endings : [])]);
    all.delete(word);
    return { word: known.has(word) ? word : '', others: [...all] };
  });
}

/** Nobody has the word, nor anything that is as good. */
const isHopeless = ({ word, others }: Meaning): boolean => word === '' && others.length === 0;

/** `text` ranks what the filters let through; without one all of it comes. */
type Question = { filters: SearchTypes.SearchFilters[]; text?: string };

/** Meilisearch knows fewer endings and slips than the catalog's words do: what it does not rank comes after what it does. */
function forAll(meanings: readonly Meaning[], words: readonly string[]): Question[] {
  const filters = meanings.map(hasOneOf);
  return [{ filters, text: words.join(' ') }, { filters }];
}

const forSome = (meanings: readonly Meaning[], words: readonly string[]): Question[] =>
  meanings.flatMap((meaning, at) => (isHopeless(meaning) ? [] : forAll([meaning], words.slice(at, at + 1))));

const hasOneOf = ({ word, others }: Meaning): SearchTypes.SearchFilters => ({
  terms: { $overlaps: [...(word === '' ? [] : [word]), ...others] },
});

const queryOf = ({ filters, text }: Question, { catalog, limit }: Wanted): SearchTypes.SearchQuery => ({
  entity: 'product',
  fields: ['product_id'],
  filters: { catalog, $and: filters, ...(text !== undefined && { q: text }) },
  pagination: { take: limit },
  search_options: { match_strategy: 'last', typo_tolerance: true, count: 'none' },
});

const inOrder = (results: readonly SearchTypes.SearchResult[]): string[] => [...new Set(results.flatMap(idsOf))];

/** Those with more of the words first; among them, in the order in which each word finds them. */
function mostWordsFirst(results: readonly SearchTypes.SearchResult[]): string[] {
  const times = new Map<string, number>();
  for (const result of results) for (const id of idsOf(result)) times.set(id, (times.get(id) ?? 0) + 1);
  return [...times].sort(([, a], [, b]) => b - a).map(([id]) => id);
}

const idsOf = ({ hits }: SearchTypes.SearchResult): string[] => hits.map(({ document }) => String(document.product_id));
