import { createWorkflow, WorkflowResponse } from '@medusajs/framework/workflows-sdk';
import { expireIdleCartsStep } from './steps/expire-idle-carts';
import { pruneStep } from './steps/prune';

/** Puts away carts that nobody comes back to and forgets what nobody can refer to any more. */
export const keepUpWorkflow = createWorkflow('sync-keep-up', () => {
  const expired = expireIdleCartsStep({ limit: 50 });
  const pruned = pruneStep();
  return new WorkflowResponse({ expired, pruned });
});
