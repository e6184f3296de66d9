import { createStep, StepResponse } from '@medusajs/framework/workflows-sdk';
import { MESSAGES } from '../../../modules/messages';

export const sendAgainStep = createStep(
  'send-message-again',
  async ({ id }: { id: string }, { container }) =>
    new StepResponse({ outcome: await container.resolve(MESSAGES).sendAgain(id) }),
);
