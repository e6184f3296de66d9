import { CartWorkflowEvents } from '@medusajs/framework/utils';
import { createWorkflow, transform, when, WorkflowResponse } from '@medusajs/framework/workflows-sdk';
import {
  createCartsStep,
  createLineItemsStep,
  deleteLineItemsStep,
  emitEventStep,
  refreshCartItemsWorkflow,
  updateLineItemsStep,
} from '@medusajs/medusa/core-flows';
import type { Suspects } from './isolate';
import { crashStep } from './steps/crash';
import { planCartStep } from './steps/plan-cart';
import { settleCartStep } from './steps/settle-cart';

/** `without`: what is left out of Medusa's cart this time, to find out what it cannot hold. The cart stays dirty then. */
export type ReconcileInput = { cartId: string; without?: Suspects };

const NO_WORK = {
  cartId: '',
  newCarts: [],
  create: [],
  update: [],
  remove: [],
  promos: [] as string[],
  promosDiffer: false,
};

/**
 * Makes Medusa's cart equal to the desired lines: one write per kind of change and one refresh (shipping, taxes, promotions,
 * payment), however many lines and intents there are. Whoever runs it holds the lock of the cart. It may die anywhere: what
 * to do is planned anew from what is there.
 */
export const reconcileCartWorkflow = createWorkflow('reconcile-cart', (input: ReconcileInput) => {
  const plan = planCartStep(input);
  const work = transform({ plan }, ({ plan }) => {
    if (plan.kind !== 'work') return NO_WORK;
    const { medusaCartId, newCart, create, update, remove, promos, promosDiffer } = plan;
    return { cartId: medusaCartId, newCarts: newCart ? [newCart] : [], create, update, remove, promos, promosDiffer };
  });

  when('cart-is-missing', { work }, ({ work }) => work.newCarts.length > 0).then(() => {
    createCartsStep(work.newCarts);
    crashStep({ at: 'after-cart' }).config({ name: 'crash-after-cart' });
  });

  const created = when('lines-are-missing', { work }, ({ work }) => work.create.length > 0).then(() =>
    createLineItemsStep({ id: work.cartId, items: work.create }),
  );
  const updated = when('lines-differ', { work }, ({ work }) => work.update.length > 0).then(() =>
    updateLineItemsStep({ id: work.cartId, items: work.update }),
  );
  when('lines-are-left-over', { work }, ({ work }) => work.remove.length > 0).then(() => {
    deleteLineItemsStep(work.remove);
  });

  const hasWork = transform(
    { work },
    ({ work }) => work.promosDiffer || work.create.length + work.update.length + work.remove.length > 0,
  );
  when('cart-changed', { hasWork }, ({ hasWork }) => hasWork).then(() => {
    crashStep({ at: 'after-lines' }).config({ name: 'crash-after-lines' });
    const items = transform({ created, updated }, ({ created, updated }) => [...(created ?? []), ...(updated ?? [])]);
    refreshCartItemsWorkflow.runAsStep({ input: { cart_id: work.cartId, items, promo_codes: work.promos } });
    const eventName = transform({ work }, ({ work }) =>
      work.newCarts.length > 0 ? CartWorkflowEvents.CREATED : CartWorkflowEvents.UPDATED,
    );
    emitEventStep({ eventName, data: { id: work.cartId } });
  });

  return new WorkflowResponse(settleCartStep({ plan }));
});
