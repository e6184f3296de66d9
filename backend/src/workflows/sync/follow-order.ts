import { createWorkflow, WorkflowResponse } from '@medusajs/framework/workflows-sdk';
import { succeedOrderedStep } from './steps/succeed-ordered';

/** An order was placed: its shopper's devices are told, and find an empty cart. */
export const followOrderWorkflow = createWorkflow('follow-order', (input: { orderId: string }) => {
  return new WorkflowResponse(succeedOrderedStep(input));
});
