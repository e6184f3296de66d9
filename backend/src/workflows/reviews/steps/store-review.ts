import { createStep, StepResponse } from '@medusajs/framework/workflows-sdk';
import { PRODUCT_REVIEW } from '../../../modules/product-review';
import type { Submitted } from '../../../modules/product-review/types';
import type { Checked } from './check-submission';

export type SubmitResult = Submitted | Extract<Checked, { kind: 'refused' }>;

/** The last step, in one transaction: there is nothing to take back. */
export const storeReviewStep = createStep('store-review', async (checked: Checked, { container }) => {
  if (checked.kind === 'refused') return new StepResponse<SubmitResult>(checked);
  if (checked.kind === 'taken') return new StepResponse<SubmitResult>(checked.answer);
  const { submission, purchase } = checked;
  return new StepResponse<SubmitResult>(await container.resolve(PRODUCT_REVIEW).submit(submission, purchase));
});
