import type { ProductCard } from './card.js';

export const CARD_SORTS = ['featured', 'newest', 'price-asc', 'price-desc', 'title'] as const;
export type CardSort = (typeof CARD_SORTS)[number];

export type CardQuery = {
  /** Category handle; products of its children count, because documents name all their categories. */
  category?: string | undefined;
  /** Collection handle. */
  collection?: string | undefined;
  sort: CardSort;
  offset: number;
  limit: number;
};

export type CardPage = { cards: ProductCard[]; /** Matches before offset and limit. */ total: number };

/** The list of a shop page, the same on the device and on the server. Ties end by id, so pages never overlap. */
export function selectCards(cards: readonly ProductCard[], query: CardQuery): CardPage {
  const { category, collection, sort, offset, limit } = query;
  const matches = cards.filter(
    (card) =>
      (category === undefined || card.categories.includes(category)) &&
      (collection === undefined || card.collection === collection),
  );
  matches.sort(compareCards(sort));
  return { cards: matches.slice(offset, offset + limit), total: matches.length };
}

/** What the order of a list depends on. Of the availability only whether it is `out`. */
export type Listed = Pick<ProductCard, 'id' | 'title' | 'price' | 'createdAt' | 'availability'>;

type Compare = (a: Listed, b: Listed) => number;

export function compareCards(sort: CardSort): Compare {
  const compare = comparators[sort];
  return (a, b) => compare(a, b) || compareText(a.id, b.id);
}

const newest: Compare = (a, b) => b.createdAt - a.createdAt;

const comparators: Record<CardSort, Compare> = {
  /** What can be bought first, then the newest. */
  featured: (a, b) => Number(b.availability !== 'out') - Number(a.availability !== 'out') || newest(a, b),
  newest,
  'price-asc': (a, b) => comparePrice(a, b, 1),
  'price-desc': (a, b) => comparePrice(a, b, -1),
  title: (a, b) => collator.compare(a.title, b.title),
};

/** One fixed collation: the order must not differ between the server and a device. */
const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

function comparePrice(a: Listed, b: Listed, direction: 1 | -1): number {
  if (a.price === null || b.price === null) return Number(a.price === null) - Number(b.price === null);
  return (a.price - b.price) * direction;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
