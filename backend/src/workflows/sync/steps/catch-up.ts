import { ContainerRegistrationKeys } from '@medusajs/framework/utils';
import { createStep, StepResponse } from '@medusajs/framework/workflows-sdk';
import { reconcileUnderLock } from '../reconcile-under-lock';
import type { Applied } from './apply-intents';

/** Tries to bring Medusa's cart up to date. When it cannot, the intents are safe all the same, and the job tries again. */
export const catchUpStep = createStep('catch-up', async ({ applied }: { applied: Applied }, { container }) => {
  if (applied.kind !== 'applied' || !applied.needsReconcile || applied.cartId === null)
    return new StepResponse('not-needed' as const);
  try {
    return new StepResponse(await reconcileUnderLock(container, applied.cartId));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .warn(`A cart is left to the job, it could not be reconciled: ${reason}`);
    return new StepResponse('dirty' as const);
  }
});
