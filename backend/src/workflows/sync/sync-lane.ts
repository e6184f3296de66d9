import { createWorkflow, WorkflowResponse } from '@medusajs/framework/workflows-sdk';
import type { SyncRequest } from 'sync/protocol';
import { carryOutFormsStep } from '../forms/steps/carry-out-forms';
import { applyIntentsStep } from './steps/apply-intents';
import { catchUpStep } from './steps/catch-up';
import { composeReplyStep } from './steps/compose-reply';
import { valueWishesStep } from './steps/value-wishes';

export type SyncLaneInput = {
  request: SyncRequest;
  salesChannelId: string;
  /** Null when the request speaks for the device alone, whoever is signed in. */
  customerId: string | null;
  /** Where it comes from, for counting newcomers; null for ourselves. */
  address: string | null;
};

/** One sync request: the intents happen, Medusa's cart catches up if it can, forms are carried out, the device learns how things stand. */
export const syncLaneWorkflow = createWorkflow('sync-lane', (input: SyncLaneInput) => {
  const applied = applyIntentsStep(input);
  catchUpStep({ applied });
  valueWishesStep({ request: input.request, applied });
  carryOutFormsStep({ request: input.request, applied });
  return new WorkflowResponse(composeReplyStep({ request: input.request, applied }));
});
