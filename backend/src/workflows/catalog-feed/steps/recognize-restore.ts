import { createStep, StepResponse } from '@medusajs/framework/workflows-sdk';
import { CATALOG_FEED } from '../../../modules/catalog-feed';

/** A dump restored into another cluster brings transaction ids from the future, behind which new changes would hide. */
export const recognizeRestoreStep = createStep('recognize-catalog-restore', async (_: void, { container }) => {
  const feed = container.resolve(CATALOG_FEED);
  if (await feed.comesFromAnotherCluster()) await feed.startNewEpoch();
  return new StepResponse();
});
