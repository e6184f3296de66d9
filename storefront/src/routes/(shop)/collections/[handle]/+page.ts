import { error } from '@sveltejs/kit';
import { collectionPath } from '$lib/shelves';
import { readListingQuery } from '../../listing';
import { loadListing } from '../../load-listing';
import { assertReachable } from '../../require-catalog';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ url, params, fetch, parent }) => {
  const query = readListingQuery(url.searchParams);
  const { market, taxonomy } = await parent();
  const collection = taxonomy?.collections.find(({ handle }) => handle === params.handle) ?? null;
  if (taxonomy && !collection) error(404, 'There is no such collection');
  assertReachable(taxonomy ? 'found' : 'unavailable');

  const path = collectionPath(params);
  const listing = await loadListing(query, { fetch, market, path, shelf: { collection: params.handle } });
  return { query, listing, collection };
};
