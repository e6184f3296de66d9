import type { MedusaContainer } from '@medusajs/framework/types';
import { ContainerRegistrationKeys, Modules } from '@medusajs/framework/utils';
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

export type Reconciled = 'settled' | 'dirty' | 'busy';

/**
 * Reconciles until nothing is left to do. The key of the lock is the id of Medusa's cart, the one Medusa's own workflows take,
 * so neither of us ever sees the other's half-written cart. `busy`: another writer holds it all the time, so nothing was tried.
 * Throws when Medusa fails: the cart stays dirty then.
 */
export async function reconcileUnderLock(container: MedusaContainer, cartId: string): Promise<Reconciled> {
  const locking = container.resolve(Modules.LOCKING);
  let isHeld = false;
  const reconciling = locking.execute(
    medusaCartIdOf(cartId),
    async () => {
      isHeld = true;
      for (let round = 0; round < MAX_ROUNDS; round++) {
        const { result } = await reconcileCartWorkflow(container).run({ input: { cartId } });
        if (result.kind !== 'moved-on') return result;
      }
      return { kind: 'moved-on' as const };
    },
    LOCK,
  );
  const settlement = await reconciling.catch((error: unknown) => {
    if (isHeld) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    container.resolve(ContainerRegistrationKeys.LOGGER).warn(`A cart has to wait, it could not be locked: ${reason}`);
    return null;
  });
  if (settlement === null) return 'busy';
  if (settlement.kind === 'succeeded') return reconcileUnderLock(container, settlement.successorId);
  return settlement.kind === 'settled' ? 'settled' : 'dirty';
}
