import type { SubscriberArgs, SubscriberConfig } from '@medusajs/framework';
import { CustomerWorkflowEvents } from '@medusajs/framework/utils';
import { forgetReviewersWorkflow } from '../workflows/reviews/forget-reviewers';

export const config: SubscriberConfig = {
  event: CustomerWorkflowEvents.DELETED,
  context: { subscriberId: 'reviews-forget-customer' },
};

export default async function customerDeleted({
  event,
  container,
}: SubscriberArgs<{ id: string | string[] }>): Promise<void> {
  await forgetReviewersWorkflow(container).run({ input: { customerIds: [event.data.id].flat() } });
}
