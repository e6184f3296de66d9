import type { CatalogVariant } from '../protocol/catalog.js';

/**
 * What narrows a list. Of the values of one option any will do; everything else must hold together, and of one and the same
 * variant: "red" and "M" finds what there is in red and M, not what there is in red and, in blue, in M.
 */
export type CardFilters = {
  /** Option title → values, both as the merchant writes them. */
  options?: Record<string, string[]> | undefined;
  /** In the currency of the region, both ends included. */
  priceFrom?: number | undefined;
  priceTo?: number | undefined;
  /** Only what can be bought now. */
  isBuyable?: boolean | undefined;
  /** Only what costs less than it did. */
  isReduced?: boolean | undefined;
  /** Average of the reviews, at least; 1 to 5. */
  rating?: number | undefined;
};

export const MAX_FILTER_OPTIONS = 8;
export const MAX_FILTER_VALUES = 40;
const MAX_TEXT = 100;
const OPTION = 'option.';
const MONEY = /^\d{1,9}(?:\.\d{1,3})?$/;

export type ReadFilters = {
  filters: CardFilters;
  /** Parameters that mean nothing, with what they should be; the filters are without them. */
  problems: Array<{ field: string; message: string }>;
};

/**
 * Filters as the query of an address says them: `option.Colour=Moss&option.Colour=Navy&price=20-50&stock=1&sale=1&rating=4`.
 * A price may lack either end, and the ends may also come as `price-from` and `price-to`, as a plain form sends them.
 */
export function readFilters(search: Iterable<readonly [name: string, value: string]>): ReadFilters {
  const problems: ReadFilters['problems'] = [];
  const filters: CardFilters = {};
  const options = new Map<string, Set<string>>();
  /** The first of each name, as `URLSearchParams.get` answers. */
  const first = new Map<string, string>();
  for (const [name, value] of search) {
    if (!first.has(name)) first.set(name, value);
    if (!name.startsWith(OPTION) || value === '') continue;
    const title = name.slice(OPTION.length);
    const values = options.get(title) ?? new Set();
    if (title === '' || title.length > MAX_TEXT || value.length > MAX_TEXT) {
      problems.push({ field: name.slice(0, MAX_TEXT), message: `must be at most ${MAX_TEXT} characters` });
    } else if (values.size >= MAX_FILTER_VALUES || (!options.has(title) && options.size >= MAX_FILTER_OPTIONS)) {
      problems.push({
        field: name,
        message: `must not come more often: at most ${MAX_FILTER_OPTIONS} options with ${MAX_FILTER_VALUES} values each`,
      });
    } else {
      options.set(title, values.add(value));
    }
  }
  if (options.size > 0)
    filters.options = Object.fromEntries([...options].map(([title, values]) => [title, [...values]]));

  const [from = '', to = ''] = (first.get('price') ?? '').split('-', 2);
  for (const [field, key, value] of [
    ['price-from', 'priceFrom', first.get('price-from') ?? from],
    ['price-to', 'priceTo', first.get('price-to') ?? to],
  ] as const) {
    const amount = value.trim().replace(',', '.');
    if (amount === '') continue;
    if (MONEY.test(amount)) filters[key] = Number(amount);
    else problems.push({ field: first.has(field) ? field : 'price', message: 'must be amounts, e.g. 20-50' });
  }
  if (isSet(first, 'stock', problems)) filters.isBuyable = true;
  if (isSet(first, 'sale', problems)) filters.isReduced = true;
  const rating = first.get('rating') ?? '';
  if (/^[1-5]$/.test(rating)) filters.rating = Number(rating);
  else if (rating !== '') problems.push({ field: 'rating', message: 'must be a whole number from 1 to 5' });
  return { filters, problems };
}

/** The shortest query that says the filters, the same for the same filters. */
export function writeFilters({
  options,
  priceFrom,
  priceTo,
  isBuyable,
  isReduced,
  rating,
}: CardFilters): [string, string][] {
  const pairs: [string, string][] = [];
  for (const [title, values] of Object.entries(options ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))) {
    for (const value of [...values].sort()) pairs.push([OPTION + title, value]);
  }
  if (priceFrom !== undefined || priceTo !== undefined) pairs.push(['price', `${priceFrom ?? ''}-${priceTo ?? ''}`]);
  if (isBuyable) pairs.push(['stock', '1']);
  if (isReduced) pairs.push(['sale', '1']);
  if (rating !== undefined) pairs.push(['rating', String(rating)]);
  return pairs;
}

/** Whether a variant, with what its product has, is as asked. */
export function suits(
  variant: Pick<CatalogVariant, 'options' | 'price' | 'compareAt' | 'availability'>,
  rating: number,
  filters: CardFilters,
): boolean {
  const { options = {}, priceFrom = -Infinity, priceTo = Infinity, isBuyable, isReduced, rating: least = 0 } = filters;
  const { price, compareAt, availability } = variant;
  return (
    price !== null &&
    price >= priceFrom &&
    price <= priceTo &&
    rating >= least &&
    !(isBuyable && availability === 'out') &&
    !(isReduced && compareAt === null) &&
    Object.entries(options).every(([title, values]) => values.includes(variant.options[title] ?? ''))
  );
}

export const hasFilters = (filters: CardFilters | undefined): boolean =>
  filters !== undefined && writeFilters(filters).length > 0;

function isSet(first: ReadonlyMap<string, string>, field: string, problems: ReadFilters['problems']): boolean {
  const value = first.get(field) ?? '';
  if (value !== '' && value !== '0' && value !== '1') problems.push({ field, message: 'must be 1 or 0' });
  return value === '1';
}
