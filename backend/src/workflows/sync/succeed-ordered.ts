import type { MedusaContainer } from '@medusajs/framework/types';
import { ContainerRegistrationKeys, Modules } from '@medusajs/framework/utils';
import { SYNC_MODULE } from '../../modules/sync';
import { medusaCartIdOf } from '../../modules/sync/carts';
import type { SyncModuleService } from '../../modules/sync/service';
import { readActual, sumByVariant } from './actual-cart';
import { LOCK } from './reconcile-under-lock';

/** `busy`: somebody is placing the order right now, or Medusa does not answer. Ask again. */
export type Succession = 'done' | 'busy';

/** Opens the successor of a cart that Medusa has made an order of. */
export async function succeedOrdered(container: MedusaContainer, cartId: string): Promise<Succession> {
  const [cart] = await container
    .resolve(Modules.CART)
    .listCarts({ id: [medusaCartIdOf(cartId)] }, { select: ['id', 'completed_at'], take: 1 });
  return cart?.completed_at ? settleOrder(container, cartId) : 'done';
}

/**
 * Medusa says that a cart is completed before it is paid for, and takes it back when the payment fails. Only whoever holds the
 * lock of the cart knows how it ended: with an order, then its successor is opened, or without, then it takes changes again.
 */
export async function settleOrder(container: MedusaContainer, cartId: string): Promise<Succession> {
  const medusaCartId = medusaCartIdOf(cartId);
  const sync = container.resolve<SyncModuleService>(SYNC_MODULE);
  const settle = async () => {
    const actual = await readActual(container, medusaCartId);
    if (actual?.completed) await sync.succeedCart(cartId, sumByVariant(actual.items));
    else await sync.thawCart(cartId);
  };
  try {
    await container.resolve(Modules.LOCKING).execute(medusaCartId, settle, LOCK);
    return 'done';
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    container.resolve(ContainerRegistrationKeys.LOGGER).warn(`How an order ended is not known yet: ${reason}`);
    return 'busy';
  }
}
