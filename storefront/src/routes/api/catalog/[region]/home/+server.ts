import { readHomeView } from '$lib/home-view';
import { found, notFound, unavailable } from '$lib/server/catalog/answers';
import { getServices } from '$lib/server/services';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params }) => {
  const replica = getServices().regions.get(params.region)?.replica;
  if (!replica || replica.state === 'absent') return notFound('region');
  const view = replica.catalog && (await readHomeView(replica.catalog));
  return view ? found(view) : unavailable();
};
