import { error } from '@sveltejs/kit';
import { catalogKey } from '$lib/i18n/market';
import { catalogFor } from '$lib/offline/source';
import { pagesOf, readListing, readListingQuery } from '../../listing';
import { assertReachable } from '../../require-catalog';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ url, params, fetch, parent }) => {
  const query = readListingQuery(url.searchParams);
  const { market, taxonomy } = await parent();
  const category = taxonomy?.categories.find(({ handle }) => handle === params.handle) ?? null;
  if (taxonomy && !category) error(404, 'There is no such category');
  assertReachable(taxonomy ? 'found' : 'unavailable');

  const listing = await readListing(catalogFor({ fetch }, catalogKey(market)), query, params.handle);
  assertReachable(listing.kind);
  if (listing.kind === 'found' && query.page > pagesOf(listing.total)) error(404, 'There is no such page of this list');
  return { query, listing, category };
};
