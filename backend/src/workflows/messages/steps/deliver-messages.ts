import { ContainerRegistrationKeys } from '@medusajs/framework/utils';
import { createStep, StepResponse } from '@medusajs/framework/workflows-sdk';
import { MESSAGES } from '../../../modules/messages';

export const deliverMessagesStep = createStep(
  'deliver-messages',
  async ({ limit }: { limit: number }, { container }) => {
    const messages = container.resolve(MESSAGES);
    const delivered = await messages.deliver(limit);
    if (delivered.failed > 0) {
      container
        .resolve(ContainerRegistrationKeys.LOGGER)
        .warn(`${delivered.failed} messages could not be sent; the admin's page "Messages" says why`);
    }
    await messages.prune();
    return new StepResponse(delivered);
  },
);
