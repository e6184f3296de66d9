import type { MedusaContainer } from '@medusajs/framework/types';
import { Modules } from '@medusajs/framework/utils';
import { SYNC_MODULE } from '../../modules/sync';
import { medusaCartIdOf } from '../../modules/sync/carts';
import type { SyncModuleService } from '../../modules/sync/service';
import { readActual, sumByVariant } from './actual-cart';

/** Opens the successor of a cart that Medusa has made an order of. A completed cart changes no more, so no lock is needed. */
export async function succeedOrdered(container: MedusaContainer, cartId: string): Promise<void> {
  const medusaCartId = medusaCartIdOf(cartId);
  const [cart] = await container
    .resolve(Modules.CART)
    .listCarts({ id: [medusaCartId] }, { select: ['id', 'completed_at'], take: 1 });
  if (!cart?.completed_at) return;
  const actual = await readActual(container, medusaCartId);
  await container.resolve<SyncModuleService>(SYNC_MODULE).succeedCart(cartId, sumByVariant(actual?.items ?? []));
}
