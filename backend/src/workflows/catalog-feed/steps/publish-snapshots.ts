import { createStep, StepResponse } from '@medusajs/framework/workflows-sdk';
import { CATALOG_FEED } from '../../../modules/catalog-feed';

export const publishSnapshotsStep = createStep('publish-catalog-snapshots', async (_: void, { container }) => {
  return new StepResponse(await container.resolve(CATALOG_FEED).publishDueSnapshots());
});
