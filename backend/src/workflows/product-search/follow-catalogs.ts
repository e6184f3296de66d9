import { createWorkflow, WorkflowResponse, type WorkflowData } from '@medusajs/framework/workflows-sdk';
import { followCatalogsStep, type FollowInput } from './steps/follow-catalogs';

/** Brings the search index up to the feed. Safe to run at any time, in any number of processes. */
export const followCatalogs = createWorkflow('follow-catalogs', (input: WorkflowData<FollowInput>) => {
  return new WorkflowResponse(followCatalogsStep(input));
});
