import { ContainerRegistrationKeys } from '@medusajs/framework/utils';
import { createStep, StepResponse } from '@medusajs/framework/workflows-sdk';
import type { SyncRequest } from 'sync/protocol';
import { SYNC_MODULE } from '../../../modules/sync';
import type { SyncModuleService } from '../../../modules/sync/service';
import { readWorth } from '../wish-worth';
import type { Applied } from './apply-intents';

/** Notes what new wishes are worth, to be compared with later. A wish counts without it: then the next visit notes it. */
export const valueWishesStep = createStep(
  'value-wishes',
  async ({ request, applied }: { request: SyncRequest; applied: Applied }, { container }) => {
    if (request.lane !== 'wishlist' || applied.kind !== 'applied' || applied.cartId === null)
      return new StepResponse(undefined);
    try {
      const sync = container.resolve<SyncModuleService>(SYNC_MODULE);
      const variantIds = await sync.listUnvalued(applied.cartId);
      await sync.noteWorth(applied.cartId, await readWorth(container, variantIds));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      container.resolve(ContainerRegistrationKeys.LOGGER).warn(`Wishes stay without their worth for now: ${reason}`);
    }
    return new StepResponse(undefined);
  },
);
