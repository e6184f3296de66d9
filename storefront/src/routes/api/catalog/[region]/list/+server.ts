import { found, invalid, notFound, parseCardQuery, unavailable } from '$lib/server/catalog/answers';
import { translateFilters } from '$lib/server/catalog/translate-filters';
import { getServices } from '$lib/server/services';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, url }) => {
  const { regions } = getServices();
  const replica = regions.get(params.region)?.replica;
  if (!replica || replica.state === 'absent') return notFound('region');
  const parsed = parseCardQuery(url.searchParams);
  if (parsed.kind === 'invalid') return invalid(parsed.field, parsed.message);
  const { catalog } = replica;
  if (!catalog) return unavailable();

  const { query } = parsed;
  const page = await catalog.list(query);
  const others = () => [...regions.values()].flatMap((other) => other.replica.catalog ?? []);
  const meant = query.filters && translateFilters(query.filters, page.facets, catalog, others);
  return found({ ...page, ...(meant && { meant }) });
};
