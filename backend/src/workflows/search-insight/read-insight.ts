import { createWorkflow, WorkflowResponse } from '@medusajs/framework/workflows-sdk';
import type { Scope } from '../../modules/search-insight/types';
import { readInsightStep } from './steps/read-insight';

/** For the merchant: what was looked for, with the products that were opened. */
export const readInsightWorkflow = createWorkflow(
  'read-search-insight',
  (scope: Scope) => new WorkflowResponse(readInsightStep(scope)),
);
