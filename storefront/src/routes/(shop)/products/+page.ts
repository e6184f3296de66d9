import { readListingQuery } from '../listing';
import { loadListing } from '../load-listing';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ url, fetch, parent }) => {
  const query = readListingQuery(url.searchParams);
  const { market } = await parent();
  return { query, listing: await loadListing(query, { fetch, market, path: '/products' }) };
};
