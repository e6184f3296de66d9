import { notFound } from '$lib/server/catalog/answers';
import { getServices } from '$lib/server/services';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ params, request, url }) =>
  getServices().regions.get(params.region)?.passOn.changes(request, url.searchParams) ?? notFound('region');
