import type { SearchTypes } from '@medusajs/framework/types';
import { ATTEMPTS, wantedWords } from 'sync/search/rules';
import type { Engine, EngineName, Wanted } from './engine';
import { isHopeless, meaningsOf, postgres, type Meaning } from './postgres';

/**
 * Which products answer is said by the same rules and words as for PostgreSQL, as filters; in which order, Meilisearch says.
 * Each attempt is one round trip. While Postgres stands in for Meilisearch, it is asked in its own way.
 */
export const meilisearch: Engine = {
  async find(deps, wanted) {
    const words = wantedWords(wanted.text);
    // Words that no product has, Postgres knows: Meilisearch is not asked for them.
    let engine: EngineName = 'postgres';
    for (const { combineWith, leniency } of words.length > 0 ? ATTEMPTS : []) {
      const meanings = await meaningsOf(deps, wanted.catalog, { words, leniency });
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
