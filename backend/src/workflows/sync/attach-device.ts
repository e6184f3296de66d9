import { createWorkflow, WorkflowResponse } from '@medusajs/framework/workflows-sdk';
import { attachDeviceStep } from './steps/attach-device';
import { followCartsStep } from './steps/follow-carts';

/** Somebody signed in on a device: what it has collected is the customer's now, and Medusa's carts follow. */
export const attachDeviceWorkflow = createWorkflow('attach-device', (input: { secret: string; customerId: string }) => {
  const result = attachDeviceStep(input);
  followCartsStep({ result });
  return new WorkflowResponse(result);
});
