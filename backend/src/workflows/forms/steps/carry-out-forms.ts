import { ContainerRegistrationKeys } from '@medusajs/framework/utils';
import { createStep, StepResponse } from '@medusajs/framework/workflows-sdk';
import type { SyncRequest } from 'sync/protocol';
import { SYNC_MODULE } from '../../../modules/sync';
import type { SyncModuleService } from '../../../modules/sync/service';
import type { Applied } from '../../sync/steps/apply-intents';
import { carryOutForm } from '../carry-out-form';

/** Tries to carry out what a device has just sent. When that fails the forms are safe all the same, and the job tries again. */
export const carryOutFormsStep = createStep(
  'carry-out-forms',
  async ({ request, applied }: { request: SyncRequest; applied: Applied }, { container }) => {
    if (request.lane !== 'forms' || applied.kind !== 'applied') return new StepResponse('not-needed' as const);
    try {
      const open = await container.resolve<SyncModuleService>(SYNC_MODULE).listForms(request.clientId);
      for (const form of open) await carryOutForm(container, form);
      return new StepResponse('carried-out' as const);
    } catch (error) {
      const reason = error instanceof Error ? error.name : 'unknown';
      container
        .resolve(ContainerRegistrationKeys.LOGGER)
        .warn(`A form is left to the job, it could not be carried out: ${reason}`);
      return new StepResponse('left' as const);
    }
  },
);
