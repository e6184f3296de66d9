import { found, notFound, unavailable } from '$lib/server/catalog/answers';
import { getServices } from '$lib/server/services';
import type { RequestHandler } from './$types';

const CACHED = 'public, max-age=300, stale-while-revalidate=3600';

/** What many shoppers look for here. */
export const GET: RequestHandler = async ({ params }) => {
  const { regions, popularSearches } = getServices();
  const replica = regions.get(params.region)?.replica;
  if (!replica || replica.state === 'absent') return notFound('region');
  const { catalog } = replica;
  const searches = catalog && (await popularSearches.of(params.region, (text) => catalog.has(text)));
  if (!searches) return unavailable();
  const response = found({ searches });
  response.headers.set('cache-control', CACHED);
  return response;
};
