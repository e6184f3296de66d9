import type { MedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import { MAGIC, type ProductsReply } from 'sync/protocol';
import { CATALOG_FEED } from '../../../../modules/catalog-feed';
import { refuse } from '../../answers';
import { productsQuerySchema } from './validators';

export const AUTHENTICATE = false;

/** Some products by id, for a device that does not keep them all. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const query = productsQuerySchema.safeParse(req.query);
  if (!query.success) return refuse(res, 'invalid_ids');
  const answer = await req.scope.resolve(CATALOG_FEED).products(req.params.region ?? '', query.data.id);
  if (answer.kind !== 'found') return refuse(res, answer.kind);
  const body: ProductsReply = { magic: MAGIC, epoch: answer.epoch, products: answer.products };
  res.set('Cache-Control', 'no-cache').json(body);
}
