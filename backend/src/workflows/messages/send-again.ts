import { createWorkflow, WorkflowResponse } from '@medusajs/framework/workflows-sdk';
import { sendAgainStep } from './steps/send-again';

/** A message that was given up or kept goes out with the next delivery. */
export const sendAgainWorkflow = createWorkflow(
  'send-message-again',
  (input: { id: string }) => new WorkflowResponse(sendAgainStep(input)),
);
