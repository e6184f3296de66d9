import type { MedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import { CATALOG_FEED } from '../../../../modules/catalog-feed';
import { refuse } from '../../answers';

export const AUTHENTICATE = false;

/** Which shards make up the catalog of a region, and where its changes go on. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const answer = await req.scope.resolve(CATALOG_FEED).manifest(req.params.region ?? '');
  if (answer.kind !== 'found') return refuse(res, answer.kind);
  res.set('Cache-Control', 'public, max-age=10, stale-while-revalidate=60').json(answer.manifest);
}
