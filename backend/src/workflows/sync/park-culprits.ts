import type { MedusaContainer } from '@medusajs/framework/types';
import { Modules } from '@medusajs/framework/utils';
import { SYNC_MODULE } from '../../modules/sync';
import { medusaCartIdOf } from '../../modules/sync/carts';
import type { Shortage } from '../../modules/sync/reconcile-store';
import type { SyncModuleService } from '../../modules/sync/service';
import { findCulprits } from './isolate';
import { readVariantTitles } from './priced-cart';
import { reconcileCartWorkflow } from './reconcile-cart';
import { LOCK } from './reconcile-under-lock';

/**
 * For a cart that fails again and again: takes out what Medusa cannot hold, each with its notice, so that one bad line never
 * keeps the others from being priced. Returns how much was taken out.
 */
export async function parkCulprits(container: MedusaContainer, cartId: string): Promise<number> {
  const sync = container.resolve<SyncModuleService>(SYNC_MODULE);
  return container.resolve(Modules.LOCKING).execute(
    medusaCartIdOf(cartId),
    async () => {
      const found = await sync.readDesired(cartId);
      if (!found) return 0;
      const culprits = await findCulprits(found.desired, async (without) => {
        const { errors } = await reconcileCartWorkflow(container).run({
          input: { cartId, without },
          throwOnError: false,
        });
        return errors.length === 0;
      });
      if (!culprits) return 0;
      const titles = await readVariantTitles(container, culprits.variantIds);
      const shortages: Shortage[] = [
        ...culprits.variantIds.map((variantId) => ({
          kind: 'gone' as const,
          variantId,
          title: titles.get(variantId) ?? '',
          rev: found.desired.lines.get(variantId)?.rev ?? -1,
          quantity: found.desired.lines.get(variantId)?.quantity ?? 0,
        })),
        ...culprits.codes.map((code) => ({ kind: 'promo_refused' as const, code })),
      ];
      if (shortages.length > 0) await sync.applyShortages(cartId, shortages);
      return shortages.length;
    },
    LOCK,
  );
}
