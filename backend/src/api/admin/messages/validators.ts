import { z } from '@medusajs/framework/zod';
import { MESSAGE_STATES } from '../../../modules/messages/types';
import { pageSchema } from '../../reviews/page';

export const messagesQuerySchema = z.strictObject({
  ...pageSchema,
  state: z.enum(MESSAGE_STATES, { error: `must be one of ${MESSAGE_STATES.join(', ')}` }).optional(),
});
