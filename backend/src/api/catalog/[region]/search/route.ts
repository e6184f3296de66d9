import type { MedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import { Modules } from '@medusajs/framework/utils';
import { countRateLimited } from '../../../../metrics/rate-limited';
import { ADMISSION_MODULE } from '../../../../modules/admission';
import type { AdmissionModuleService } from '../../../../modules/admission/service';
import { CATALOG_FEED } from '../../../../modules/catalog-feed';
import { PRODUCT_SEARCH } from '../../../../modules/product-search';
import { engineOf } from '../../../../modules/product-search/engines';
import type { Found } from '../../../../modules/product-search/engines/engine';
import { addressOf } from '../../../store/sync/address-of';
import { refuse } from '../../answers';
import { answer } from './measure';
import { searchQuerySchema } from './validators';

export const AUTHENTICATE = false;

/** Ids of the catalog's products that answer a text, the best first. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const query = searchQuerySchema.safeParse(req.query);
  if (!query.success) return refuse(res, query.error.issues[0]?.path[0] === 'limit' ? 'invalid_most' : 'invalid_q');
  const admitted = await req.scope.resolve<AdmissionModuleService>(ADMISSION_MODULE).admitSearch(addressOf(req));
  if (admitted.kind === 'refused') {
    countRateLimited('finding');
    return refuse(res, 'too_many', admitted.retryAfterSeconds);
  }
  const catalog = req.params.region ?? '';
  const productSearch = req.scope.resolve(PRODUCT_SEARCH);
  if (!(await productSearch.isFollowed(catalog))) {
    const isKnown = (await req.scope.resolve(CATALOG_FEED).head(catalog)) !== null;
    return refuse(res, isKnown ? 'not_indexed' : 'unknown_region');
  }
  const search = req.scope.resolve(Modules.SEARCH);

  const { q: text, limit } = query.data;
  const found: Found = await engineOf(search).find({ search, productSearch }, { catalog, text, limit });
  answer(res, found);
}
