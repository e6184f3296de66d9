import { createStep, StepResponse } from '@medusajs/framework/workflows-sdk';
import { SEARCH_INSIGHT } from '../../../modules/search-insight';

export const forgetSearchesStep = createStep(
  'forget-searches',
  async (_: void, { container }) => new StepResponse(await container.resolve(SEARCH_INSIGHT).forget()),
);
