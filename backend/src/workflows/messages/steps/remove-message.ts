import { createStep, StepResponse } from '@medusajs/framework/workflows-sdk';
import { MESSAGES } from '../../../modules/messages';

export const removeMessageStep = createStep(
  'remove-message',
  async ({ id }: { id: string }, { container }) =>
    new StepResponse({ isRemoved: await container.resolve(MESSAGES).remove(id) }),
);
