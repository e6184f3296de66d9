import type { SubscriberArgs, SubscriberConfig } from '@medusajs/framework';
import { ProductWorkflowEvents } from '@medusajs/framework/utils';
import { measurePicturesWorkflow } from '../workflows/pictures/measure-pictures';

export const config: SubscriberConfig = {
  event: [ProductWorkflowEvents.CREATED, ProductWorkflowEvents.UPDATED],
  context: { subscriberId: 'measure-product-pictures' },
};

export default async function productPictures({
  event,
  container,
}: SubscriberArgs<{ id: string | string[] }>): Promise<void> {
  await measurePicturesWorkflow(container).run({ input: { productIds: [event.data.id].flat() } });
}
