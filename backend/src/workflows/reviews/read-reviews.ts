import { createWorkflow, WorkflowResponse } from '@medusajs/framework/workflows-sdk';
import { readReviewsStep, type ReadInput } from './steps/read-reviews';

/** For everybody: the approved reviews of a product that is sold. */
export const readReviewsWorkflow = createWorkflow(
  'read-reviews',
  (input: ReadInput) => new WorkflowResponse(readReviewsStep(input)),
);
