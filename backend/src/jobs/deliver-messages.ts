import type { MedusaContainer } from '@medusajs/framework/types';
import { deliverMessagesWorkflow } from '../workflows/messages/deliver-messages';

export const config = { name: 'deliver-messages', schedule: { interval: 5_000 } };

export default async function deliverMessages(container: MedusaContainer): Promise<void> {
  await deliverMessagesWorkflow(container).run({ input: { limit: 10 } });
}
