import { createWorkflow, WorkflowResponse } from '@medusajs/framework/workflows-sdk';
import { carryOutOpenFormsStep } from './steps/carry-out-open-forms';

export const carryOutOpenFormsWorkflow = createWorkflow(
  'carry-out-open-forms',
  (input: { limit: number }) => new WorkflowResponse(carryOutOpenFormsStep(input)),
);
