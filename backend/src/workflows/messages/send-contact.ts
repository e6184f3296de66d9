import { createWorkflow, WorkflowResponse } from '@medusajs/framework/workflows-sdk';
import { sendContactStep, type ContactForm } from './steps/send-contact';

/** A message to the shop from a page without script. Sent again it changes nothing. */
export const sendContactWorkflow = createWorkflow(
  'send-contact',
  (form: ContactForm) => new WorkflowResponse(sendContactStep(form)),
);
