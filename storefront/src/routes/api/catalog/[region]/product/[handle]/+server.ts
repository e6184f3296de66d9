import { found, notFound, unavailable } from '$lib/server/catalog/answers';
import { getServices } from '$lib/server/services';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ params }) => {
  const replica = getServices().regions.get(params.region)?.replica;
  if (!replica || replica.state === 'absent') return notFound('region');
  if (!replica.catalog) return unavailable();
  const product = replica.catalog.product(params.handle);
  return product ? found({ product }) : notFound('product');
};
