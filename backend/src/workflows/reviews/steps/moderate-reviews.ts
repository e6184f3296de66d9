import { createStep, StepResponse } from '@medusajs/framework/workflows-sdk';
import { PRODUCT_REVIEW } from '../../../modules/product-review';
import type { ReviewState, Verdict } from '../../../modules/product-review/types';

export type ModerateInput = { verdicts: Verdict[]; state: ReviewState };

export const moderateReviewsStep = createStep(
  'moderate-reviews',
  async ({ verdicts, state }: ModerateInput, { container }) =>
    new StepResponse(await container.resolve(PRODUCT_REVIEW).moderate(verdicts, state)),
);
