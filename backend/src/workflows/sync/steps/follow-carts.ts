import { ContainerRegistrationKeys } from '@medusajs/framework/utils';
import { createStep, StepResponse } from '@medusajs/framework/workflows-sdk';
import { reconcileUnderLock } from '../reconcile-under-lock';
import type { Attached } from './attach-device';

/** Tries to bring Medusa's carts up to date after an attachment. One that cannot be is left to the job. */
export const followCartsStep = createStep('follow-carts', async ({ result }: { result: Attached }, { container }) => {
  if (result.kind !== 'attached') return new StepResponse('nothing' as const);
  for (const cartId of result.dirtyCartIds) {
    try {
      await reconcileUnderLock(container, cartId);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      container
        .resolve(ContainerRegistrationKeys.LOGGER)
        .warn(`A cart is left to the job, it could not be reconciled: ${reason}`);
    }
  }
  return new StepResponse('followed' as const);
});
