import { createStep, StepResponse } from '@medusajs/framework/workflows-sdk';
import { SYNC_MODULE } from '../../../modules/sync';
import type { SyncModuleService } from '../../../modules/sync/service';

export const endSharesStep = createStep(
  'end-shares',
  async ({ customerIds }: { customerIds: string[] }, { container }) => {
    await container.resolve<SyncModuleService>(SYNC_MODULE).endSharesOf(customerIds);
    return new StepResponse();
  },
);
