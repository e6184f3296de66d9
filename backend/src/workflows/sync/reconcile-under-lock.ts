import type { MedusaContainer } from '@medusajs/framework/types';
import { Modules } from '@medusajs/framework/utils';
import { medusaCartIdOf } from '../../modules/sync/carts';
import { reconcileCartWorkflow } from './reconcile-cart';

/** In seconds: the longest wait for another writer of the same cart. */
export const LOCK = {
  timeout: 5,
  /** With Redis a dead process holds its lock for this long at most; a living one renews it. */
  expire: 10,
};

/** New intents may arrive while Medusa's cart is written. After this many rounds the job goes on. */
const MAX_ROUNDS = 3;

/**
 * Reconciles until nothing is left to do. The key of the lock is the id of Medusa's cart, the one Medusa's own workflows take,
 * so neither of us ever sees the other's half-written cart. Throws when the lock or Medusa fails: the cart stays dirty then.
 */
export async function reconcileUnderLock(container: MedusaContainer, cartId: string): Promise<'settled' | 'dirty'> {
  const locking = container.resolve(Modules.LOCKING);
  const settlement = await locking.execute(
    medusaCartIdOf(cartId),
    async () => {
      for (let round = 0; round < MAX_ROUNDS; round++) {
        const { result } = await reconcileCartWorkflow(container).run({ input: { cartId } });
        if (result.kind !== 'moved-on') return result;
      }
      return { kind: 'moved-on' as const };
    },
    LOCK,
  );
  if (settlement.kind === 'succeeded') return reconcileUnderLock(container, settlement.successorId);
  return settlement.kind === 'settled' ? 'settled' : 'dirty';
}
