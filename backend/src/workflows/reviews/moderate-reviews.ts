import { createWorkflow, WorkflowResponse } from '@medusajs/framework/workflows-sdk';
import { moderateReviewsStep, type ModerateInput } from './steps/moderate-reviews';

/** The merchant's verdict on one review or several. */
export const moderateReviewsWorkflow = createWorkflow(
  'moderate-reviews',
  (input: ModerateInput) => new WorkflowResponse(moderateReviewsStep(input)),
);
