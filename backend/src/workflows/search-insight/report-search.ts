import { createWorkflow, WorkflowResponse } from '@medusajs/framework/workflows-sdk';
import type { CountedReport } from '../../modules/search-insight/types';
import { reportSearchStep } from './steps/report-search';

/** A search that was made, or the product that was opened of it. */
export const reportSearchWorkflow = createWorkflow(
  'report-search',
  (report: CountedReport) => new WorkflowResponse(reportSearchStep(report)),
);
