import { createWorkflow, WorkflowResponse } from '@medusajs/framework/workflows-sdk';
import { endSharesStep } from './steps/end-shares';

/** Wishlists of customers who were deleted are not shown to anyone any more. */
export const endSharesWorkflow = createWorkflow('end-shares', (input: { customerIds: string[] }) => {
  endSharesStep(input);
  return new WorkflowResponse(undefined);
});
