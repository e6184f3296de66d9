import { readProductView } from '$lib/product-view';
import { found, notFound, unavailable } from '$lib/server/catalog/answers';
import { getServices } from '$lib/server/services';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params }) => {
  const replica = getServices().regions.get(params.region)?.replica;
  if (!replica || replica.state === 'absent') return notFound('region');
  if (!replica.catalog) return unavailable();
  const view = await readProductView(replica.catalog, params.handle);
  return view ? found(view) : notFound('product');
};
