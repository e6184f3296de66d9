import type { SubscriberArgs, SubscriberConfig } from '@medusajs/framework';
import { CustomerWorkflowEvents } from '@medusajs/framework/utils';
import { endSharesWorkflow } from '../workflows/sync/end-shares';

export const config: SubscriberConfig = {
  event: CustomerWorkflowEvents.DELETED,
  context: { subscriberId: 'sync-end-shares' },
};

export default async function customerDeleted({
  event,
  container,
}: SubscriberArgs<{ id: string | string[] }>): Promise<void> {
  await endSharesWorkflow(container).run({ input: { customerIds: [event.data.id].flat() } });
}
