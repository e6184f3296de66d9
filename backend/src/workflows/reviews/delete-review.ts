import { createWorkflow, WorkflowResponse } from '@medusajs/framework/workflows-sdk';
import { deleteReviewStep, type DeleteInput } from './steps/delete-review';

export const deleteReviewWorkflow = createWorkflow(
  'delete-review',
  (input: DeleteInput) => new WorkflowResponse(deleteReviewStep(input)),
);
