import { createStep, StepResponse } from '@medusajs/framework/workflows-sdk';
import { CATALOG_FEED } from '../../../modules/catalog-feed';

const DAYS_KEPT = 30;

export const forgetOldTombstonesStep = createStep('forget-old-tombstones', async (_: void, { container }) => {
  await container.resolve(CATALOG_FEED).forgetOldTombstones(DAYS_KEPT);
  return new StepResponse();
});
