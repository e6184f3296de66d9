import { createStep, StepResponse } from '@medusajs/framework/workflows-sdk';
import { PRODUCT_REVIEW } from '../../../modules/product-review';

export const forgetReviewersStep = createStep(
  'forget-reviewers',
  async ({ customerIds }: { customerIds: string[] }, { container }) => {
    await container.resolve(PRODUCT_REVIEW).forgetCustomers(customerIds);
    return new StepResponse();
  },
);
