import { found, invalid, notFound, parseCardQuery, unavailable } from '$lib/server/catalog/answers';
import { getServices } from '$lib/server/services';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, url }) => {
  const replica = getServices().regions.get(params.region)?.replica;
  if (!replica || replica.state === 'absent') return notFound('region');
  const parsed = parseCardQuery(url.searchParams);
  if (parsed.kind === 'invalid') return invalid(parsed.field, parsed.message);
  return replica.catalog ? found(await replica.catalog.list(parsed.query)) : unavailable();
};
