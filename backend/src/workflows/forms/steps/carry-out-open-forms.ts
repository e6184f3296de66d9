import { ContainerRegistrationKeys } from '@medusajs/framework/utils';
import { createStep, StepResponse } from '@medusajs/framework/workflows-sdk';
import { SYNC_MODULE } from '../../../modules/sync';
import type { SyncModuleService } from '../../../modules/sync/service';
import { carryOutForm } from '../carry-out-form';

/** Takes the forms that were left. One that fails again waits for its next turn and holds up none behind it. */
export const carryOutOpenFormsStep = createStep(
  'carry-out-open-forms',
  async ({ limit }: { limit: number }, { container }) => {
    const open = await container.resolve<SyncModuleService>(SYNC_MODULE).claimForms(limit);
    for (const form of open) {
      try {
        await carryOutForm(container, form);
      } catch (error) {
        const reason = error instanceof Error ? error.name : 'unknown';
        container
          .resolve(ContainerRegistrationKeys.LOGGER)
          .warn(`A form could not be carried out and is tried again: ${reason}`);
      }
    }
    return new StepResponse({ taken: open.length });
  },
);
