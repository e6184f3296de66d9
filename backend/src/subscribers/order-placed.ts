import type { SubscriberArgs, SubscriberConfig } from '@medusajs/framework';
import { OrderWorkflowEvents } from '@medusajs/framework/utils';
import { followOrderWorkflow } from '../workflows/sync/follow-order';

export const config: SubscriberConfig = {
  event: OrderWorkflowEvents.PLACED,
  context: { subscriberId: 'sync-follow-order' },
};

/** Without it the next request of a device would find out; with it open pages are told at once. */
export default async function orderPlaced({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  await followOrderWorkflow(container).run({ input: { orderId: event.data.id } });
}
