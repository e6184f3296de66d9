import { createWorkflow, WorkflowResponse } from '@medusajs/framework/workflows-sdk';
import { measurePicturesStep } from './steps/measure-pictures';

/** Notes size, colour and blur of the pictures of these products that have none noted: those a merchant has uploaded. */
export const measurePicturesWorkflow = createWorkflow(
  'measure-pictures',
  (input: { productIds: string[] }) => new WorkflowResponse(measurePicturesStep(input)),
);
