import { createWorkflow, WorkflowResponse } from '@medusajs/framework/workflows-sdk';
import { removeMessageStep } from './steps/remove-message';

/** The merchant has read it and wants nothing of it kept. */
export const removeMessageWorkflow = createWorkflow(
  'remove-message',
  (input: { id: string }) => new WorkflowResponse(removeMessageStep(input)),
);
