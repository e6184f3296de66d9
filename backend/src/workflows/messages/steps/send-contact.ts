import { createStep, StepResponse } from '@medusajs/framework/workflows-sdk';
import { ADMISSION_MODULE } from '../../../modules/admission';
import type { AdmissionModuleService } from '../../../modules/admission/service';
import { MESSAGES } from '../../../modules/messages';
import type { MessageContent, NewMessage } from '../../../modules/messages/types';

export type ContactForm = {
  uuid: string;
  content: MessageContent;
  /** Where it comes from, for counting; null for ourselves. */
  address: string | null;
};

export type ContactResult =
  | { kind: 'taken' }
  | { kind: 'refused'; code: 'uuid_reused' }
  | { kind: 'refused'; code: 'too_many'; retryAfterSeconds: number };

/** A form that comes again is never limited: its answer was lost. */
export const sendContactStep = createStep(
  'send-contact',
  async ({ uuid, content, address }: ContactForm, { container }) => {
    const messages = container.resolve(MESSAGES);
    const message: NewMessage = { ...content, event: 'contact', key: uuid, recipient: 'shop', channel: 'email' };
    let put = await messages.recall(message);
    if (!put) {
      const admission = container.resolve<AdmissionModuleService>(ADMISSION_MODULE);
      const admitted = await admission.admitForm({ device: null, address });
      if (admitted.kind === 'refused') return new StepResponse<ContactResult>({ ...admitted, code: 'too_many' });
      put = await messages.put(message);
    }
    const isTaken = put.kind === 'put';
    return new StepResponse<ContactResult>(isTaken ? { kind: 'taken' } : { kind: 'refused', code: 'uuid_reused' });
  },
);
