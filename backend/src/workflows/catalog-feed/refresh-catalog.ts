import { createWorkflow, WorkflowResponse } from '@medusajs/framework/workflows-sdk';
import { enqueueDuePriceListsStep } from './steps/enqueue-due-price-lists';
import { publishSnapshotsStep } from './steps/publish-snapshots';
import { rebuildDocumentsStep } from './steps/rebuild-documents';
import { recognizeRestoreStep } from './steps/recognize-restore';

/** Brings documents and snapshots up to what is committed. Safe to run at any time, in any number of processes. */
export const refreshCatalog = createWorkflow('refresh-catalog', () => {
  recognizeRestoreStep();
  enqueueDuePriceListsStep();
  const rebuilt = rebuildDocumentsStep();
  publishSnapshotsStep();
  return new WorkflowResponse(rebuilt);
});
