import { ContainerRegistrationKeys } from '@medusajs/framework/utils';
import { createStep, StepResponse } from '@medusajs/framework/workflows-sdk';
import { syncCartIdOf } from '../../../modules/sync/carts';
import { settleOrder } from '../succeed-ordered';

/** An order that was made of no cart, or of one the sync module does not know, changes nothing. */
export const succeedOrderedStep = createStep(
  'succeed-ordered',
  async ({ orderId }: { orderId: string }, { container }) => {
    const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
      entity: 'order_cart',
      fields: ['cart_id'],
      filters: { order_id: orderId },
    });
    const link: { cart_id: string } | undefined = data[0];
    return new StepResponse(link ? await settleOrder(container, syncCartIdOf(link.cart_id)) : 'done');
  },
);
