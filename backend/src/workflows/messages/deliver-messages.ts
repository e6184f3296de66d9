import { createWorkflow, WorkflowResponse } from '@medusajs/framework/workflows-sdk';
import { deliverMessagesStep } from './steps/deliver-messages';

/** Sends what is due and forgets what was sent long ago. */
export const deliverMessagesWorkflow = createWorkflow(
  'deliver-messages',
  (input: { limit: number }) => new WorkflowResponse(deliverMessagesStep(input)),
);
