import { hasFilters, readFilters, writeFilters, type CardFilters, type CardQuery } from 'sync/catalog';
import { readSearchText } from 'sync/search';
import type { CatalogSource } from '$lib/offline/source';

export const PAGE_SIZE = 24;

const SORTS = ['featured', 'newest', 'price-asc', 'price-desc', 'title'] as const;
export type Sort = (typeof SORTS)[number] | 'relevance';

export type ListingQuery = {
  /** What is looked for; not there in a list that is no search. */
  text?: string;
  sort: Sort;
  page: number;
  filters: CardFilters;
};

/** The orders a list can have, its own first. */
export const sortsOf = ({ text }: Pick<ListingQuery, 'text'>): readonly Sort[] =>
  text === undefined ? SORTS : ['relevance', ...SORTS.slice(1)];

const ownSort = (query: Pick<ListingQuery, 'text'>): Sort => (query.text === undefined ? 'featured' : 'relevance');

/** What the address asks for. Anything it cannot mean falls back to the first page of everything in our order. */
export const readListingQuery = (search: URLSearchParams): ListingQuery => readQuery(search, {});

/** The same for a search. */
export const readSearchQuery = (search: URLSearchParams): ListingQuery & { text: string } =>
  readQuery(search, { text: readSearchText(search.get('q')) });

function readQuery<Text extends Pick<ListingQuery, 'text'>>(search: URLSearchParams, text: Text): ListingQuery & Text {
  const sort = sortsOf(text).find((known) => known === search.get('sort')) ?? ownSort(text);
  const page = /^[1-9]\d{0,4}$/.test(search.get('page') ?? '') ? Number(search.get('page')) : 1;
  return { ...text, sort, page, filters: readFilters(search).filters };
}

/** The shortest address of a page of a list: what is usual is left out, so that one page has one address. */
export function listingPath(path: string, { text, sort, page, filters }: ListingQuery): string {
  const search = new URLSearchParams(text ? { q: text } : {});
  for (const [name, value] of writeFilters(filters)) search.append(name, value);
  if (sort !== ownSort({ ...(text !== undefined && { text }) })) search.set('sort', sort);
  if (page > 1) search.set('page', String(page));
  return search.size > 0 ? `${path}?${search}` : path;
}

/** Of all orders and selections of a list, search engines are shown one. */
export const canonicalPath = (path: string, { page, filters }: ListingQuery): string =>
  listingPath(path, { sort: 'featured', page: hasFilters(filters) ? 1 : page, filters: {} });

/** The part of the catalog that a list is of; all of it where nothing is said. */
export type Shelf = Pick<CardQuery, 'category' | 'collection'>;

export function readListing(source: CatalogSource, { text, sort, page, filters }: ListingQuery, shelf: Shelf = {}) {
  return source.list({
    ...(text === undefined ? {} : { text }),
    ...shelf,
    ...(hasFilters(filters) && { filters }),
    withFacets: true,
    sort,
    offset: (page - 1) * PAGE_SIZE,
    limit: PAGE_SIZE,
  });
}

export const pagesOf = (total: number): number => Math.max(1, Math.ceil(total / PAGE_SIZE));
