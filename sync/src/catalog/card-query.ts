import type { CardFilters } from './filters.js';
import type { ProductCard } from './card.js';
import type { Taken } from '../search/found.js';

export const CARD_SORTS = ['featured', 'relevance', 'newest', 'price-asc', 'price-desc', 'title'] as const;
export type CardSort = (typeof CARD_SORTS)[number];

export type CardQuery = {
  /** Category handle; products of its children count, because documents name all their categories. */
  category?: string | undefined;
  /** Collection handle. */
  collection?: string | undefined;
  filters?: CardFilters | undefined;
  /** What was typed, see `readSearchText`; the list is of what answers it. */
  text?: string | undefined;
  /** Also count what else could be chosen. */
  withFacets?: boolean | undefined;
  sort: CardSort;
  offset: number;
  limit: number;
};

export type CardPage = {
  cards: ProductCard[];
  /** Matches before offset and limit. */
  total: number;
  /** Where the query asked for them. */
  facets?: Facets;
  /** Of a search: words that are written nowhere so, and what was taken for them. */
  taken?: readonly Taken[];
};

/**
 * How many products of the list each choice would find. A kind of choice does not count against itself: with red chosen, the
 * other colours say what they would add.
 */
export type Facets = {
  /** Handle → products, parents included. */
  categories: Record<string, number>;
  /** The options that most products have first; values that find nothing are left out. */
  options: Array<{ title: string; values: Array<{ value: string; count: number }> }>;
  price: { from: number; to: number } | null;
  buyable: number;
  reduced: number;
  /** Products with an average of at least that much, from the best down. */
  ratings: Array<{ atLeast: number; count: number }>;
};

/** What the order of a list depends on. Of the availability only whether it is `out`. */
export type Listed = Pick<ProductCard, 'id' | 'title' | 'price' | 'createdAt' | 'availability'> & {
  /** How well it answers what was looked for, where something was. */
  score?: number;
};

type Compare = (a: Listed, b: Listed) => number;

export function compareCards(sort: CardSort): Compare {
  const compare = comparators[sort];
  return (a, b) => compare(a, b) || compareText(a.id, b.id);
}

const newest: Compare = (a, b) => b.createdAt - a.createdAt;

/** What can be bought first, then the newest. */
const featured: Compare = (a, b) => Number(b.availability !== 'out') - Number(a.availability !== 'out') || newest(a, b);

const comparators: Record<CardSort, Compare> = {
  featured,
  relevance: (a, b) => (b.score ?? 0) - (a.score ?? 0) || featured(a, b),
  newest,
  'price-asc': (a, b) => comparePrice(a, b, 1),
  'price-desc': (a, b) => comparePrice(a, b, -1),
  title: (a, b) => collation().compare(a.title, b.title),
};

let collator: Intl.Collator | undefined;

/** One fixed collation: the order must not differ between the server and a device. Made when it is needed: a page's first one is slow. */
const collation = (): Intl.Collator => (collator ??= new Intl.Collator('en', { numeric: true, sensitivity: 'base' }));

function comparePrice(a: Listed, b: Listed, direction: 1 | -1): number {
  if (a.price === null || b.price === null) return Number(a.price === null) - Number(b.price === null);
  return (a.price - b.price) * direction;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
