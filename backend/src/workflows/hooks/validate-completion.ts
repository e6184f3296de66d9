import { MedusaError } from '@medusajs/framework/utils';
import { StepResponse } from '@medusajs/framework/workflows-sdk';
import { z } from '@medusajs/framework/zod';
import { completeCartWorkflow } from '@medusajs/medusa/core-flows';
import { SYNC_MODULE } from '../../modules/sync';
import { syncCartIdOf } from '../../modules/sync/carts';
import type { Freezing } from '../../modules/sync/freeze-cart';
import type { SyncModuleService } from '../../modules/sync/service';
import { sumByVariant } from '../sync/actual-cart';

const cartSchema = z.object({
  id: z.string(),
  completed_at: z.unknown(),
  items: z.array(z.object({ variant_id: z.string().nullish(), quantity: z.coerce.number() })).nullish(),
  payment_collection: z.object({ payment_sessions: z.array(z.object({ status: z.string() })).nullish() }).nullish(),
});

const PAID = new Set(['authorized', 'captured']);

/**
 * Medusa allows one handler here, so every condition of an order belongs into this file. The first: an order has everything in
 * it that the shop has acknowledged. Medusa's lock of the cart is held; from here on changes wait for the order.
 */
completeCartWorkflow.hooks.validate(
  async ({ cart: given }, { container }) => {
    const cart = cartSchema.parse(given);
    // Asked once more for an order that has been placed.
    if (cart.completed_at) return new StepResponse('placed', null);
    const cartId = syncCartIdOf(cart.id);
    const items = sumByVariant(
      (cart.items ?? []).map(({ variant_id, quantity }) => ({ variantId: variant_id ?? null, quantity })),
    );
    const isPaid = (cart.payment_collection?.payment_sessions ?? []).some(({ status }) => PAID.has(status));
    const { kind } = await container.resolve<SyncModuleService>(SYNC_MODULE).freezeCart(cartId, { items, isPaid });
    const refusal = REFUSALS[kind];
    if (refusal) throw new MedusaError(MedusaError.Types.NOT_ALLOWED, refusal.message, refusal.code);
    return new StepResponse(kind, cartId);
  },
  async (cartId: string | null | undefined, { container }) => {
    if (cartId) await container.resolve<SyncModuleService>(SYNC_MODULE).thawCart(cartId);
  },
);

const REFUSALS: Partial<Record<Freezing['kind'], { code: string; message: string }>> = {
  unsettled: {
    code: 'cart_not_settled',
    message: 'The cart has changed a moment ago. Show it as it is now, then place the order.',
  },
  over: { code: 'cart_is_over', message: 'This cart was merged into another one or put away. Order from that one.' },
};
