import { error, redirect } from '@sveltejs/kit';
import type { Market } from 'sync/protocol';
import { catalogKey, localizePath } from '$lib/i18n/market';
import { catalogFor, type ListAnswer } from '$lib/offline/source';
import { listingPath, pagesOf, readListing, type ListingQuery, type Shelf } from './listing';
import { assertReachable } from './require-catalog';

type Place = { fetch: typeof fetch; market: Market; /** Of the list, without market. */ path: string; shelf?: Shelf };

/** What a page with a list shows. A page number too high is no page; filters in another language's words lead to those in ours. */
export async function loadListing(query: ListingQuery, { fetch, market, path, shelf }: Place): Promise<ListAnswer> {
  const listing = await readListing(catalogFor({ fetch }, catalogKey(market)), query, shelf);
  assertReachable(listing.kind);
  if (listing.kind !== 'found') return listing;
  if (listing.meant) redirect(307, localizePath(market, listingPath(path, { ...query, filters: listing.meant })));
  if (query.page > pagesOf(listing.total)) error(404, 'There is no such page of this list');
  return listing;
}
