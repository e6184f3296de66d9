import { catalogKey } from '$lib/i18n/market';
import { loadSearchWords } from '$lib/search/load-words';
import { popularIn } from '$lib/search/popular';
import { readSearchQuery } from '../listing';
import { loadListing } from '../load-listing';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ url, fetch, parent }) => {
  const query = readSearchQuery(url.searchParams);
  const { market } = await parent();
  const key = catalogKey(market);
  const words = await loadSearchWords(market.language);
  if (query.text === '') return { query, words, listing: null, popular: await popularIn(key, fetch) };
  const listing = await loadListing(query, { fetch, market, path: '/search' });
  const isNone = listing.kind === 'found' && listing.total === 0;
  return { query, words, listing, popular: isNone ? await popularIn(key, fetch) : [] };
};
