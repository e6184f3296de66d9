import { createStep, StepResponse } from '@medusajs/framework/workflows-sdk';
import { failpoint, type Failpoint } from '../../../failpoint';

/** A place inside a workflow where a crash test can end the process. */
export const crashStep = createStep('crash', async ({ at }: { at: Failpoint }) => {
  failpoint(at);
  return new StepResponse({ passed: at });
});
