import { error } from '@sveltejs/kit';
import { readListingQuery } from '../../listing';
import { loadListing } from '../../load-listing';
import { assertReachable } from '../../require-catalog';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ url, params, fetch, parent }) => {
  const query = readListingQuery(url.searchParams);
  const { market, taxonomy } = await parent();
  const category = taxonomy?.categories.find(({ handle }) => handle === params.handle) ?? null;
  if (taxonomy && !category) error(404, 'There is no such category');
  assertReachable(taxonomy ? 'found' : 'unavailable');

  const path = `/c/${params.handle}`;
  const listing = await loadListing(query, { fetch, market, path, shelf: { category: params.handle } });
  return { query, listing, category };
};
