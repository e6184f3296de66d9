import { createWorkflow, WorkflowResponse } from '@medusajs/framework/workflows-sdk';
import { listReviewsStep, type ListInput } from './steps/list-reviews';

/** For the merchant: in every state, with the products they are about. */
export const listReviewsWorkflow = createWorkflow(
  'list-reviews',
  (input: ListInput) => new WorkflowResponse(listReviewsStep(input)),
);
