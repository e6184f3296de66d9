import { error } from '@sveltejs/kit';
import { catalogKey } from '$lib/i18n/market';
import { catalogFor } from '$lib/offline/source';
import { loadSearchWords } from '$lib/search/load-words';
import { popularIn } from '$lib/search/popular';
import { pagesOf, readListing, readSearchQuery } from '../listing';
import { assertReachable } from '../require-catalog';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ url, fetch, parent }) => {
  const query = readSearchQuery(url.searchParams);
  const { market } = await parent();
  const key = catalogKey(market);
  const words = await loadSearchWords(market.language);
  if (query.text === '') return { query, words, listing: null, popular: await popularIn(key, fetch) };
  const listing = await readListing(catalogFor({ fetch }, key), query);
  assertReachable(listing.kind);
  if (listing.kind === 'found' && query.page > pagesOf(listing.total))
    error(404, 'There is no such page of this search');
  const isNone = listing.kind === 'found' && listing.total === 0;
  return { query, words, listing, popular: isNone ? await popularIn(key, fetch) : [] };
};
