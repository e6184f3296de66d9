import { error } from '@sveltejs/kit';
import { catalogKey } from '$lib/i18n/market';
import { catalogFor } from '$lib/offline/source';
import { pagesOf, readListing, readSearchQuery } from '../listing';
import { assertReachable } from '../require-catalog';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ url, fetch, parent }) => {
  const query = readSearchQuery(url.searchParams);
  if (query.text === '') return { query, listing: null };
  const { market } = await parent();
  const listing = await readListing(catalogFor({ fetch }, catalogKey(market)), query);
  assertReachable(listing.kind);
  if (listing.kind === 'found' && query.page > pagesOf(listing.total))
    error(404, 'There is no such page of this search');
  return { query, listing };
};
