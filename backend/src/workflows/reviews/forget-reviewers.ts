import { createWorkflow, WorkflowResponse } from '@medusajs/framework/workflows-sdk';
import { forgetReviewersStep } from './steps/forget-reviewers';

/** Their accounts are gone: the reviews stay and name nobody. */
export const forgetReviewersWorkflow = createWorkflow('forget-reviewers', (input: { customerIds: string[] }) => {
  forgetReviewersStep(input);
  return new WorkflowResponse(undefined);
});
