import { ContainerRegistrationKeys } from '@medusajs/framework/utils';
import { createStep, createWorkflow, StepResponse, WorkflowResponse } from '@medusajs/framework/workflows-sdk';
import { SYNC_MODULE } from '../../modules/sync';
import type { SyncModuleService } from '../../modules/sync/service';
import { parkCulprits } from './park-culprits';
import { reconcileUnderLock } from './reconcile-under-lock';

/** After this many failures the fault is looked for in the cart itself. */
const PATIENCE = 3;

/** Carts that a crash or a failure left behind. One that fails again waits longer; the others go on. */
const reconcileDirtyCartsStep = createStep(
  'reconcile-dirty-carts-step',
  async ({ limit }: { limit: number }, { container }) => {
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER);
    const sync = container.resolve<SyncModuleService>(SYNC_MODULE);
    const carts = await sync.claimDirtyCarts(limit);
    let settled = 0;
    for (const { id: cartId, attempts } of carts) {
      try {
        if (attempts > PATIENCE) {
          const parked = await parkCulprits(container, cartId);
          if (parked > 0) logger.warn(`${parked} parts of a cart were taken out, it could not be reconciled with them`);
        }
        const reconciled = await reconcileUnderLock(container, cartId);
        if (reconciled === 'settled') settled += 1;
        if (reconciled === 'busy') await sync.handBackCart(cartId);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        logger.warn(`A cart stays dirty, it could not be reconciled: ${reason}`);
      }
    }
    return new StepResponse({ claimed: carts.length, settled });
  },
);

export const reconcileDirtyCartsWorkflow = createWorkflow('reconcile-dirty-carts', (input: { limit: number }) => {
  return new WorkflowResponse(reconcileDirtyCartsStep(input));
});
