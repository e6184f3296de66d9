import type { Knex } from '@medusajs/framework/mikro-orm/knex';
import { generateEntityId } from '@medusajs/framework/utils';
import type { Line, Lines } from 'sync/protocol';
import { lockCart, newCartId, readLines, type CartRow } from './carts';
import { writeLines } from './lines';
import { addNotices, type NewNotice } from './notices';

export type DesiredCart = { cart: CartRow; lines: Lines };

/** What stock or the catalog takes from a line; `rev` is the revision of the line the decision was made on. */
export type Shortage =
  | { kind: 'lowered'; variantId: string; title: string; rev: number; wanted: number; got: number }
  | { kind: 'gone'; variantId: string; title: string; rev: number; quantity: number };

/** Cart and lines of one moment. */
export async function readDesired(trx: Knex.Transaction, cartId: string): Promise<DesiredCart | undefined> {
  const cart = await lockCart(trx, cartId);
  return cart && { cart, lines: await readLines(trx, cartId) };
}

/**
 * Lowers or takes out lines, each with its notice, in one commit and before Medusa is touched: a crash in between finds
 * smaller lines to carry over, never a silent change. A line that was changed since keeps what its shopper wants now.
 */
export async function applyShortages(
  trx: Knex.Transaction,
  cartId: string,
  shortages: readonly Shortage[],
): Promise<DesiredCart | undefined> {
  const desired = await readDesired(trx, cartId);
  if (!desired) return undefined;
  const rev = desired.cart.rev + 1;
  const after = new Map<string, Line>(desired.lines);
  const notices: NewNotice[] = [];
  for (const shortage of shortages) {
    const { variantId } = shortage;
    if (desired.lines.get(variantId)?.rev !== shortage.rev) continue;
    const left = shortage.kind === 'lowered' ? shortage.got : 0;
    if (left > 0) after.set(variantId, { quantity: left, rev });
    else after.delete(variantId);
    notices.push(toNotice(shortage));
  }
  if (notices.length === 0) return desired;
  await writeLines(trx, cartId, desired.lines, after);
  await addNotices(trx, cartId, notices);
  await trx.raw('update sync_cart set rev = ?, updated_at = now() where id = ?', [rev, cartId]);
  return { cart: { ...desired.cart, rev }, lines: after };
}

/** The second transaction: clean, unless somebody changed the cart since `rev` was read. */
export async function settleCart(
  trx: Knex.Transaction,
  cartId: string,
  seen: { rev: number; medusaCartId: string | null; changed: boolean },
): Promise<boolean> {
  const updated = await trx.raw(
    `update sync_cart set dirty = false, attempts = 0, retry_at = now(), updated_at = now(),
       medusa_cart_id = coalesce(?, medusa_cart_id), rev = rev + ?
     where id = ? and rev = ?`,
    [seen.medusaCartId, seen.changed ? 1 : 0, cartId, seen.rev],
  );
  return updated.rowCount === 1;
}

/**
 * The order was placed: this cart is done and another one follows. What was wanted beyond the order moves on with it;
 * `ordered` is variant → quantity of Medusa's completed cart. Running it twice gives the same successor.
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
  for (const [variantId, line] of await readLines(trx, cartId)) {
    const quantity = line.quantity - (ordered.get(variantId) ?? 0);
    if (quantity > 0) left.set(variantId, { quantity, rev });
  }
  const successorId = newCartId();
  await trx.raw(`update sync_cart set state = 'completed', dirty = false, updated_at = now() where id = ?`, [cartId]);
  await trx.raw(
    `insert into sync_cart (id, device_hash, customer_id, region, region_id, sales_channel_id, rev, dirty)
     select ?, device_hash, customer_id, region, region_id, sales_channel_id, ?, ? from sync_cart where id = ?`,
    [successorId, rev, left.size > 0, cartId],
  );
  await writeLines(trx, successorId, new Map(), left);
  await trx.raw('update sync_cart set successor_id = ? where id = ?', [successorId, cartId]);
  await trx.raw('update sync_lane set cart_id = ? where cart_id = ?', [successorId, cartId]);
  return successorId;
}

/**
 * Takes dirty carts whose time has come. Taking one moves its next turn away, further each time it was tried, so a cart that
 * keeps failing waits longer and never holds up the others, and two processes never take the same one.
 */
export async function claimDirtyCarts(trx: Knex.Transaction, limit: number): Promise<string[]> {
  const claimed = await trx.raw<{ rows: Array<{ id: string }> }>(
    `update sync_cart set attempts = attempts + 1,
       retry_at = now() + least(interval '10 minutes', interval '5 seconds' * power(2, least(attempts, 10)))
     where id in (
       select id from sync_cart where dirty and retry_at <= now() order by retry_at limit ? for update skip locked)
     returning id`,
    [limit],
  );
  return claimed.rows.map(({ id }) => id);
}

async function findSuccessor(trx: Knex.Transaction, cartId: string): Promise<string | undefined> {
  const found = await trx.raw<{ rows: Array<{ successor_id: string | null }> }>(
    'select successor_id from sync_cart where id = ?',
    [cartId],
  );
  return found.rows[0]?.successor_id ?? undefined;
}

function toNotice(shortage: Shortage): NewNotice {
  const own = { id: generateEntityId(undefined, 'snote'), clientId: null };
  const { variantId, title } = shortage;
  if (shortage.kind === 'gone')
    return { ...own, kind: 'gone', data: { variantId, title, quantity: shortage.quantity } };
  return { ...own, kind: 'lowered', data: { variantId, title, wanted: shortage.wanted, got: shortage.got } };
}
