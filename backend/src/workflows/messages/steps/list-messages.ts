import { createStep, StepResponse } from '@medusajs/framework/workflows-sdk';
import { MESSAGES } from '../../../modules/messages';
import type { MessageState } from '../../../modules/messages/types';

/** Of every state when none is named. */
export type ListInput = { state: MessageState | null; page: { offset: number; limit: number } };

export const listMessagesStep = createStep(
  'list-messages',
  async ({ state, page }: ListInput, { container }) =>
    new StepResponse(await container.resolve(MESSAGES).list(state, page)),
);
