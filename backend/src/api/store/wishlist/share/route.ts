import type { AuthenticatedMedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import { countRateLimited } from '../../../../metrics/rate-limited';
import { SYNC_MODULE } from '../../../../modules/sync';
import { hashSecret } from '../../../../modules/sync/secret';
import type { SyncModuleService } from '../../../../modules/sync/service';
import type { Sharing } from '../../../../modules/sync/shares';
import { shareWishlistWorkflow } from '../../../../workflows/sync/share-wishlist';
import type { ShareOutcome } from '../../../../workflows/sync/steps/share-wishlist';
import { refuse } from '../refusals';
import { askerOf } from './sharer';

/** Whether the own wishlist is shared, and under which link. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const asker = askerOf(req);
  if (asker.kind === 'refused') return refuse(res, asker.problem);
  const sharer = { secretHash: hashSecret(asker.secret), customerId: asker.customerId };
  answer(res, await req.scope.resolve<SyncModuleService>(SYNC_MODULE).readSharing(sharer));
}

/** Makes the link. Asking again gives the same one. */
export const POST = (req: AuthenticatedMedusaRequest, res: MedusaResponse) => share(req, res, true);

/** Ends every link to the own wishes. */
export const DELETE = (req: AuthenticatedMedusaRequest, res: MedusaResponse) => share(req, res, false);

async function share(req: AuthenticatedMedusaRequest, res: MedusaResponse, isShared: boolean): Promise<void> {
  const asker = askerOf(req);
  if (asker.kind === 'refused') return refuse(res, asker.problem);
  const { secret, customerId } = asker;
  const { result } = await shareWishlistWorkflow(req.scope).run({ input: { secret, customerId, isShared } });
  answer(res, result);
}

function answer(res: MedusaResponse, outcome: ShareOutcome): void {
  if (outcome.kind === 'sharing') {
    res.set('Cache-Control', 'no-store').json({ sharing: outcome.sharing } satisfies { sharing: Sharing });
    return;
  }
  const { kind: code, ...extra } = outcome;
  if (code === 'too_many') countRateLimited('wishlists');
  refuse(res, { code, ...extra });
}
