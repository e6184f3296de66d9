import { createWorkflow, WorkflowResponse } from '@medusajs/framework/workflows-sdk';
import { forgetSearchesStep } from './steps/forget-searches';

/** What was looked for half a year ago is of no use any more. */
export const forgetSearchesWorkflow = createWorkflow(
  'forget-searches',
  () => new WorkflowResponse(forgetSearchesStep()),
);
