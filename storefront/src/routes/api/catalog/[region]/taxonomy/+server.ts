import { found, notFound, unavailable } from '$lib/server/catalog/answers';
import { getServices } from '$lib/server/services';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ params }) => {
  const replica = getServices().regions.get(params.region)?.replica;
  if (!replica || replica.state === 'absent') return notFound('region');
  return replica.catalog ? found({ taxonomy: replica.catalog.head.taxonomy }) : unavailable();
};
