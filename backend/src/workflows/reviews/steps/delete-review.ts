import { createStep, StepResponse } from '@medusajs/framework/workflows-sdk';
import { PRODUCT_REVIEW } from '../../../modules/product-review';

/** Without a customer it is the merchant who deletes. */
export type DeleteInput = { id: string; customerId: string | null };

export const deleteReviewStep = createStep(
  'delete-review',
  async ({ id, customerId }: DeleteInput, { container }) =>
    new StepResponse({ isDeleted: await container.resolve(PRODUCT_REVIEW).remove(id, customerId) }),
);
