import type { MedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import { MAGIC } from 'sync/protocol';
import { readPopularWorkflow } from '../../../../workflows/search-insight/read-popular';
import { refuse } from '../../answers';
import { popularQuerySchema } from './validators';

export const AUTHENTICATE = false;

/** What many have looked for in a catalog lately, most of it first. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const query = popularQuerySchema.safeParse(req.query);
  if (!query.success) return refuse(res, 'invalid_popular_limit');
  const { result } = await readPopularWorkflow(req.scope).run({
    input: { catalog: req.params.region ?? '', limit: query.data.limit },
  });
  if (result.kind !== 'found') return refuse(res, result.kind);
  const { searches } = result;
  res.set('Cache-Control', 'public, max-age=300, stale-while-revalidate=3600').json({ magic: MAGIC, searches });
}
