import { createStep, StepResponse } from '@medusajs/framework/workflows-sdk';
import { failpoint } from '../../../failpoint';
import { SYNC_MODULE } from '../../../modules/sync';
import type { SyncModuleService } from '../../../modules/sync/service';
import { findIdleCodes } from '../promotions';
import type { CartPlan } from './plan-cart';

export type Settlement =
  { kind: 'settled' } | { kind: 'moved-on' } | { kind: 'tried' } | { kind: 'succeeded'; successorId: string };

/** The second transaction of a sync: the cart is clean, unless it was changed again while Medusa's cart was written. */
export const settleCartStep = createStep('settle-cart', async ({ plan }: { plan: CartPlan }, { container }) => {
  if (plan.kind === 'succeeded') return new StepResponse<Settlement>(plan);
  if (plan.kind === 'clean') return new StepResponse<Settlement>({ kind: 'settled' });
  if (plan.isTrial) return new StepResponse<Settlement>({ kind: 'tried' });
  failpoint('before-settle');
  const changed = plan.promosDiffer || plan.create.length > 0 || plan.update.length > 0 || plan.remove.length > 0;
  const sync = container.resolve<SyncModuleService>(SYNC_MODULE);
  // Only now is it known which codes fit this cart. The ones that take nothing off go, and nothing has to be counted again.
  const idle = await findIdleCodes(container, plan.medusaCartId, plan.promos, new Date());
  const isSettled = await sync.settleCart(plan.cartId, {
    rev: plan.rev,
    medusaCartId: changed ? plan.medusaCartId : null,
    changed,
    refusedCodes: idle,
  });
  return new StepResponse<Settlement>({ kind: isSettled ? 'settled' : 'moved-on' });
});
