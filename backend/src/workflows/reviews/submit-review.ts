import { createWorkflow, WorkflowResponse } from '@medusajs/framework/workflows-sdk';
import { checkSubmissionStep, type ReviewForm } from './steps/check-submission';
import { storeReviewStep } from './steps/store-review';

/** A shopper's form: a new review, or the new words of one. Sent again it changes nothing. */
export const submitReviewWorkflow = createWorkflow('submit-review', (form: ReviewForm) => {
  const checked = checkSubmissionStep(form);
  return new WorkflowResponse(storeReviewStep(checked));
});
