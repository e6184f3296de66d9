import type { MedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import { countRateLimited } from '../../../../metrics/rate-limited';
import { ADMISSION_MODULE } from '../../../../modules/admission';
import type { AdmissionModuleService } from '../../../../modules/admission/service';
import { SYNC_MODULE } from '../../../../modules/sync';
import type { SyncModuleService } from '../../../../modules/sync/service';
import { SHARE_TOKEN } from '../../../../modules/sync/shares';
import { readProductIds } from '../../../../workflows/sync/wish-worth';
import { addressOf } from '../../sync/address-of';
import { refuse } from '../../wishlist/refusals';

/** In the order they were wished for. Null: there is no such variant any more. */
export type SharedWish = { variantId: string; productId: string | null };

/** What is on a shared wishlist. Nothing says whose it is; what the things are is for the catalog to say. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const token = req.params.token ?? '';
  const address = addressOf(req);
  const admission = req.scope.resolve<AdmissionModuleService>(ADMISSION_MODULE);
  const admitted = await admission.admitLook(address);
  if (admitted.kind === 'refused') {
    countRateLimited('wishlists');
    return refuse(res, { code: 'too_many', retryAfterSeconds: admitted.retryAfterSeconds });
  }
  const found = SHARE_TOKEN.test(token)
    ? await req.scope.resolve<SyncModuleService>(SYNC_MODULE).readShared(token)
    : { kind: 'unknown' as const };
  if (found.kind === 'revoked') return refuse(res, { code: 'not_shared' });
  if (found.kind === 'unknown') {
    await admission.noteGuess(address);
    return refuse(res, { code: 'unknown_wishlist', field: 'token' });
  }
  const productIds = await readProductIds(req.scope, found.variantIds);
  const wishes = found.variantIds.map((variantId) => ({ variantId, productId: productIds.get(variantId) ?? null }));
  res.set('Cache-Control', 'no-store').json({ wishes } satisfies { wishes: SharedWish[] });
}
