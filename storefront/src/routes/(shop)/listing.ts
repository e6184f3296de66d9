import { hasFilters, readFilters, writeFilters, type CardFilters } from 'sync/catalog';
import type { CatalogSource } from '$lib/offline/source';

export const PAGE_SIZE = 24;

export const SORTS = ['featured', 'newest', 'price-asc', 'price-desc', 'title'] as const;
export type Sort = (typeof SORTS)[number];

export type ListingQuery = { sort: Sort; page: number; filters: CardFilters };

/** What the address asks for. Anything it cannot mean falls back to the first page of everything in our order. */
export function readListingQuery(search: URLSearchParams): ListingQuery {
  const sort = SORTS.find((known) => known === search.get('sort')) ?? 'featured';
  const page = /^[1-9]\d{0,4}$/.test(search.get('page') ?? '') ? Number(search.get('page')) : 1;
  return { sort, page, filters: readFilters(search).filters };
}

/** The shortest address of a page of a list: what is usual is left out, so that one page has one address. */
export function listingPath(path: string, { sort, page, filters }: ListingQuery): string {
  const search = new URLSearchParams(writeFilters(filters));
  if (sort !== 'featured') search.set('sort', sort);
  if (page > 1) search.set('page', String(page));
  return search.size > 0 ? `${path}?${search}` : path;
}

/** Of all orders and selections of a list, search engines are shown one. */
export const canonicalPath = (path: string, { page, filters }: ListingQuery): string =>
  listingPath(path, { sort: 'featured', page: hasFilters(filters) ? 1 : page, filters: {} });

export function readListing(source: CatalogSource, { sort, page, filters }: ListingQuery, category?: string) {
  return source.list({
    ...(category ? { category } : {}),
    ...(hasFilters(filters) && { filters }),
    withFacets: true,
    sort,
    offset: (page - 1) * PAGE_SIZE,
    limit: PAGE_SIZE,
  });
}

export const pagesOf = (total: number): number => Math.max(1, Math.ceil(total / PAGE_SIZE));
