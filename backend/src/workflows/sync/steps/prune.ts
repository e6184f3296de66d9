import { createStep, StepResponse } from '@medusajs/framework/workflows-sdk';
import { SYNC_MODULE } from '../../../modules/sync';
import type { SyncModuleService } from '../../../modules/sync/service';

export const pruneStep = createStep('prune-sync', async (_: void, { container }) => {
  return new StepResponse(await container.resolve<SyncModuleService>(SYNC_MODULE).prune());
});
