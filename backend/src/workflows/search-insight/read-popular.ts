import { createWorkflow, WorkflowResponse } from '@medusajs/framework/workflows-sdk';
import { readPopularStep, type PopularInput } from './steps/read-popular';

/** For everybody: searches of a catalog that many have made and that found something. */
export const readPopularWorkflow = createWorkflow(
  'read-popular-searches',
  (input: PopularInput) => new WorkflowResponse(readPopularStep(input)),
);
