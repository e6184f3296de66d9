import type { MedusaContainer } from '@medusajs/framework/types';
import { Modules } from '@medusajs/framework/utils';
import { createStep, StepResponse } from '@medusajs/framework/workflows-sdk';
import { SYNC_MODULE } from '../../../modules/sync';
import { medusaCartIdOf } from '../../../modules/sync/carts';
import type { SyncModuleService } from '../../../modules/sync/service';
import { readVariantTitles } from '../priced-cart';
import { succeedOrdered } from '../succeed-ordered';

/** What we want is put away first, Medusa's cart is deleted then; a crash in between is found by the next run. */
export const expireIdleCartsStep = createStep(
  'expire-idle-carts',
  async ({ limit }: { limit: number }, { container }) => {
    const sync = container.resolve<SyncModuleService>(SYNC_MODULE);
    let expired = 0;
    for (const { id, variantIds } of await sync.listIdleCarts(limit)) {
      if ((await succeedOrdered(container, id)) === 'busy') continue;
      if (await sync.expireCart(id, await readVariantTitles(container, variantIds))) expired += 1;
    }
    for (const id of await sync.listLeftovers(limit)) {
      await deleteUnordered(container, medusaCartIdOf(id));
      await sync.forgetMedusaCart(id);
    }
    return new StepResponse({ expired });
  },
);

/** A cart that became an order belongs to the order. */
async function deleteUnordered(container: MedusaContainer, medusaCartId: string): Promise<void> {
  const carts = container.resolve(Modules.CART);
  const [cart] = await carts.listCarts({ id: [medusaCartId] }, { select: ['id', 'completed_at'], take: 1 });
  if (cart && !cart.completed_at) await carts.deleteCarts([medusaCartId]);
}
