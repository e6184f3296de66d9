import { createWorkflow, WorkflowResponse } from '@medusajs/framework/workflows-sdk';
import { enqueueEveryProductStep } from './steps/enqueue-every-product';
import { forgetOldTombstonesStep } from './steps/forget-old-tombstones';

/** Heals what the triggers cannot have seen, and tidies up. */
export const reconcileCatalog = createWorkflow('reconcile-catalog', () => {
  enqueueEveryProductStep();
  forgetOldTombstonesStep();
  return new WorkflowResponse(undefined);
});
