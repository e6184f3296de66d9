import { ContainerRegistrationKeys } from '@medusajs/framework/utils';
import { createStep, createWorkflow, StepResponse, WorkflowResponse } from '@medusajs/framework/workflows-sdk';
import { SYNC_MODULE } from '../../modules/sync';
import type { SyncModuleService } from '../../modules/sync/service';
import { reconcileUnderLock } from './reconcile-under-lock';

/** Carts that a crash or a failure left behind. One that fails again waits longer; the others go on. */
const reconcileDirtyCartsStep = createStep(
  'reconcile-dirty-carts-step',
  async ({ limit }: { limit: number }, { container }) => {
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER);
    const cartIds = await container.resolve<SyncModuleService>(SYNC_MODULE).claimDirtyCarts(limit);
    let settled = 0;
    for (const cartId of cartIds) {
      try {
        if ((await reconcileUnderLock(container, cartId)) === 'settled') settled += 1;
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        logger.warn(`A cart stays dirty, it could not be reconciled: ${reason}`);
      }
    }
    return new StepResponse({ claimed: cartIds.length, settled });
  },
);

export const reconcileDirtyCartsWorkflow = createWorkflow('reconcile-dirty-carts', (input: { limit: number }) => {
  return new WorkflowResponse(reconcileDirtyCartsStep(input));
});
