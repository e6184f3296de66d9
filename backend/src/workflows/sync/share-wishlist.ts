import { createWorkflow, WorkflowResponse } from '@medusajs/framework/workflows-sdk';
import { shareWishlistStep, type ShareInput } from './steps/share-wishlist';

/** Makes the link to a wishlist, or ends all there are. */
export const shareWishlistWorkflow = createWorkflow(
  'share-wishlist',
  (input: ShareInput) => new WorkflowResponse(shareWishlistStep(input)),
);
