import type { Knex } from '@medusajs/framework/mikro-orm/knex';
import type { Line } from 'sync/protocol';
import { lockCart, newCartId, readDesiredOf } from './carts';
import { writeLines } from './lines';
import { addNotices } from './notices';

/**
 * The order was placed: this cart is done and another one, of the next generation, follows. What was wanted beyond the order
 * moves on with it. What was ordered is known since the cart was frozen; for carts that were ordered in another way `ordered` is
 * variant → quantity of Medusa's completed cart. Running it twice gives the same successor.
 */
export async function succeedCart(
  trx: Knex.Transaction,
  cartId: string,
  ordered: ReadonlyMap<string, number>,
): Promise<string | undefined> {
  // Lanes before the cart, as a request locks them: the other way round the two would wait for each other.
  await trx.raw('select 1 from sync_lane where cart_id = ? order by client_id, lane for update', [cartId]);
  const cart = await lockCart(trx, cartId);
  if (!cart) return undefined;
  if (cart.state !== 'open' && cart.state !== 'checkout') return findSuccessor(trx, cartId);

  const rev = cart.rev + 1;
  const left = new Map<string, Line>();
  const bought = (await readOrdering(trx, cartId)) ?? ordered;
  for (const [variantId, line] of (await readDesiredOf(trx, cart)).lines) {
    const quantity = line.quantity - (bought.get(variantId) ?? 0);
    if (quantity > 0) left.set(variantId, { quantity, rev });
  }
  const successorId = newCartId();
  await trx.raw(`update sync_cart set state = 'completed', dirty = false, updated_at = now() where id = ?`, [cartId]);
  // The codes have served: an order used them.
  await trx.raw(
    `insert into sync_cart (id, owner, lane, region, region_id, sales_channel_id, rev, generation, dirty)
     select ?, owner, lane, region, region_id, sales_channel_id, ?, generation + 1, ? from sync_cart where id = ?`,
    [successorId, rev, left.size > 0, cartId],
  );
  await writeLines(trx, successorId, new Map(), left);
  if (left.size > 0) {
    const data = { lines: left.size };
    await addNotices(trx, successorId, [{ id: `${cartId}:moved`, clientId: null, kind: 'moved', data }]);
  }
  await trx.raw('update sync_cart set successor_id = ? where id = ?', [successorId, cartId]);
  await trx.raw('update sync_lane set cart_id = ? where cart_id = ?', [successorId, cartId]);
  return successorId;
}

async function readOrdering(trx: Knex.Transaction, cartId: string): Promise<Map<string, number> | null> {
  const found = await trx.raw<{ rows: Array<{ ordering: Record<string, number> | null }> }>(
    'select ordering from sync_cart where id = ?',
    [cartId],
  );
  const ordering = found.rows[0]?.ordering;
  return ordering ? new Map(Object.entries(ordering)) : null;
}

async function findSuccessor(trx: Knex.Transaction, cartId: string): Promise<string | undefined> {
  const found = await trx.raw<{ rows: Array<{ successor_id: string | null }> }>(
    'select successor_id from sync_cart where id = ?',
    [cartId],
  );
  return found.rows[0]?.successor_id ?? undefined;
}
