import MiniSearch, { type Options, type Query, type SearchResult } from 'minisearch';
import type { CatalogProduct } from '../protocol/catalog.js';
import { NOTHING_FOUND, type Found } from './found.js';
import { takenFor } from './meaning.js';
import {
  ATTEMPTS,
  mistakesIn,
  SEARCH_FIELDS,
  swapsOf,
  synonymsOf,
  wantedWords,
  WEIGHTS,
  type Leniency,
  type SearchField,
} from './rules.js';
import { toSearchDocument, wordsOfField, type SearchDocument, type ShelfNames } from './search-document.js';

const OPTIONS: Options<SearchDocument> = {
  fields: SEARCH_FIELDS,
  tokenize: (text, field) => wordsOfField(text, field as SearchField),
  processTerm: (term) => term,
  // Half of what is in it has to be gone before it is worth sweeping.
  autoVacuum: { minDirtCount: 200, minDirtFactor: 0.5, batchSize: 200, batchWait: 4 },
};

/** What can be looked for. One code and one set of rules on a device and on the server. */
export class SearchIndex {
  readonly #index: MiniSearch<SearchDocument>;

  constructor(index = new MiniSearch<SearchDocument>(OPTIONS)) {
    this.#index = index;
  }

  /** Of an index that `text` was made of. Throws when it was made by other rules or is damaged. */
  static read(text: string): SearchIndex {
    return new SearchIndex(MiniSearch.loadJSON<SearchDocument>(text, OPTIONS));
  }

  text(): string {
    return JSON.stringify(this.#index);
  }

  get size(): number {
    return this.#index.documentCount;
  }

  put(product: CatalogProduct, names: ShelfNames): void {
    const document = toSearchDocument(product, names);
    if (this.#index.has(product.id)) this.#index.replace(document);
    else this.#index.add(document);
  }

  drop(id: string): void {
    if (this.#index.has(id)) this.#index.discard(id);
  }

  /**
   * What answers all words, the last of them perhaps not written to its end. Where nothing does, mistakes are forgiven, then more of
   * them; where nothing does even then, what answers some of the words.
   * Nothing where nothing is looked for.
   */
  find(text: string): Found {
    const words = wantedWords(text);
    if (words.length === 0) return NOTHING_FOUND;
    for (const { combineWith, leniency } of ATTEMPTS) {
      const results = this.#search(words, combineWith, leniency);
      if (results.length === 0) continue;
      const ranking = new Map(results.map(({ id, score }) => [String(id), score]));
      if (leniency === 'exactly') return { ranking, taken: [] };
      // Of an answer to all words, the best one says how they were meant.
      const answers = results.map(({ terms }) => terms);
      return { ranking, taken: takenFor(text, answers, { leniency, isToAll: combineWith === 'AND' }) };
    }
    return NOTHING_FOUND;
  }

  /** Whether something has all words as they are written, or other words for the same. */
  has(text: string): boolean {
    const queries = wantedWords(text).map((word): Query => ({
      combineWith: 'OR',
      queries: [word, ...synonymsOf(word)],
    }));
    if (queries.length === 0) return false;
    return this.#index.search({ combineWith: 'AND', queries }, { tokenize: (word) => [word] }).length > 0;
  }

  #search(words: readonly string[], combineWith: 'AND' | 'OR', leniency: Leniency): SearchResult[] {
    const last = words.length - 1;
    const queries = words.map((word, index): Query => queryOf(word, index === last, leniency));
    return this.#index.search({ combineWith, queries }, { boost: WEIGHTS, tokenize: (word) => [word] });
  }
}

function queryOf(word: string, isPrefix: boolean, leniency: Leniency): Query {
  const own: Query = { queries: [word], fuzzy: mistakesIn(word, leniency), prefix: isPrefix, maxFuzzy: 2 };
  // Another word for it, or another spelling, counts for less than the word itself.
  const others: Query[] = [
    ...synonymsOf(word).map((other): Query => ({ queries: [other], boostTerm: () => 0.6 })),
    ...(leniency === 'exactly' ? [] : swapsOf(word)).map((other): Query => ({
      queries: [other],
      boostTerm: () => 0.8,
    })),
  ];
  return { combineWith: 'OR', queries: [own, ...others] };
}
