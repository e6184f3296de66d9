import { readProductView } from '$lib/product-view';
import { found, notFound, unavailable } from '$lib/server/catalog/answers';
import { regionsThatSell } from '$lib/server/catalog/regions-that-sell';
import { getServices } from '$lib/server/services';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params }) => {
  const { regions } = getServices();
  const replica = regions.get(params.region)?.replica;
  if (!replica || replica.state === 'absent') return notFound('region');
  if (!replica.catalog) return unavailable();
  const view = await readProductView(replica.catalog, params.handle);
  if (!view) return notFound('product');
  const { readOthers, ...shown } = view;
  return found({ ...shown, related: await readOthers(), regions: regionsThatSell(regions, params.handle) });
};
