import { createWorkflow, WorkflowResponse } from '@medusajs/framework/workflows-sdk';
import { listMessagesStep, type ListInput } from './steps/list-messages';

/** For the merchant, newest first. */
export const listMessagesWorkflow = createWorkflow(
  'list-messages',
  (input: ListInput) => new WorkflowResponse(listMessagesStep(input)),
);
