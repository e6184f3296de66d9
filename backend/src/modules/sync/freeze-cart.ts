import type { Knex } from '@medusajs/framework/mikro-orm/knex';
import type { Lines } from 'sync/protocol';
import { lockCart, readDesiredOf } from './carts';

/** What an order is about to be made of. */
export type Ordering = {
  /** Variant → quantity. */
  items: ReadonlyMap<string, number>;
  /** Money has been promised or taken for exactly these items. */
  isPaid: boolean;
};

export type Freezing =
  /** No change is taken until the order is placed or given up. */
  | { kind: 'frozen' }
  /** Medusa's cart is not what the shopper wants; it will be reconciled. */
  | { kind: 'unsettled' }
  /** What was in it belongs to another cart now. */
  | { kind: 'over' }
  /** The sync module does not know this cart. */
  | { kind: 'foreign' };

/**
 * Called by Medusa's completion of a cart before anything is ordered. The row lock puts every change on one side: it was
 * acknowledged before, then the order waits until it is in Medusa's cart, or it is taken only once the order has been placed.
 * What is paid for becomes an order in any case; what was wanted beyond it moves on.
 */
export async function freezeCart(
  trx: Knex.Transaction,
  cartId: string,
  { items, isPaid }: Ordering,
): Promise<Freezing> {
  const cart = await lockCart(trx, cartId);
  if (!cart) return { kind: 'foreign' };
  if (cart.state !== 'open' && cart.state !== 'checkout') return { kind: 'over' };
  const isMirrored = isSame((await readDesiredOf(trx, cart)).lines, items);
  if (!isPaid && (cart.dirty || !isMirrored)) {
    await trx.raw('update sync_cart set dirty = true, retry_at = now() where id = ? and not dirty', [cartId]);
    return { kind: 'unsettled' };
  }
  await trx.raw(`update sync_cart set state = 'checkout', ordering = ?::jsonb, updated_at = now() where id = ?`, [
    JSON.stringify(Object.fromEntries(items)),
    cartId,
  ]);
  return { kind: 'frozen' };
}

/** The order was given up: changes are taken again. Only for whoever holds the lock of Medusa's cart. */
export async function thawCart(db: Knex, cartId: string): Promise<void> {
  await db.raw(`update sync_cart set state = 'open', updated_at = now() where id = ? and state = 'checkout'`, [cartId]);
}

const isSame = (lines: Lines, items: ReadonlyMap<string, number>): boolean =>
  lines.size === items.size && [...lines].every(([variantId, { quantity }]) => items.get(variantId) === quantity);
