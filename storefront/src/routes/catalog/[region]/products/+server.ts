import { found, invalid, notFound, unavailable } from '$lib/server/catalog/answers';
import { parseWanted } from '$lib/server/catalog/wanted-products';
import { getServices } from '$lib/server/services';
import type { RequestHandler } from './$types';

/** Some products for a device that does not keep them all. Names and categories are looked up here, the products come from the backend. */
export const GET: RequestHandler = ({ params, request, url }) => {
  const region = getServices().regions.get(params.region);
  if (!region || region.replica.state === 'absent') return notFound('region');
  const wanted = parseWanted(url.searchParams);
  if (wanted.kind === 'invalid') return invalid(wanted.field, wanted.message);
  const { catalog } = region.replica;
  if (!catalog) return unavailable();
  const ids = wanted.idsIn(catalog);
  return ids.length > 0 ? region.passOn.products(request, ids) : found({ epoch: catalog.head.epoch, products: [] });
};
