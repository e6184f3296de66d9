import type { Knex } from '@medusajs/framework/mikro-orm/knex';
import { generateEntityId } from '@medusajs/framework/utils';
import type { Desired, Line } from 'sync/protocol';
import { lockCart, readDesiredOf, type CartRow } from './carts';
import { writeLines } from './lines';
import { addNotices, type NewNotice } from './notices';

export type DesiredCart = { cart: CartRow; desired: Desired };

/** What stock or the catalog takes from a line; `rev` is the revision of the line the decision was made on. */
export type LineShortage =
  | { kind: 'lowered'; variantId: string; title: string; rev: number; wanted: number; got: number }
  | { kind: 'gone'; variantId: string; title: string; rev: number; quantity: number };

/** Or the promotion does not exist, is over, or does not fit this cart. */
export type Shortage = LineShortage | { kind: 'promo_refused'; code: string };

/** Cart and lines of one moment. */
export async function readDesired(trx: Knex.Transaction, cartId: string): Promise<DesiredCart | undefined> {
  const cart = await lockCart(trx, cartId);
  return cart && { cart, desired: await readDesiredOf(trx, cart) };
}

/**
 * Lowers or takes out lines and codes, each with its notice, in one commit: a crash in between finds smaller lines to carry
 * over, never a silent change. A line that was changed since keeps what its shopper wants now.
 */
export async function applyShortages(
  trx: Knex.Transaction,
  cartId: string,
  shortages: readonly Shortage[],
): Promise<DesiredCart | undefined> {
  const found = await readDesired(trx, cartId);
  if (!found) return undefined;
  const { cart, desired } = found;
  const rev = cart.rev + 1;
  const lines = new Map<string, Line>(desired.lines);
  let { promos } = desired;
  const notices: NewNotice[] = [];
  for (const shortage of shortages) {
    if (shortage.kind === 'promo_refused') {
      if (!promos.includes(shortage.code)) continue;
      promos = promos.filter((code) => code !== shortage.code);
    } else {
      const { variantId } = shortage;
      if (desired.lines.get(variantId)?.rev !== shortage.rev) continue;
      const left = shortage.kind === 'lowered' ? shortage.got : 0;
      if (left > 0) lines.set(variantId, { quantity: left, rev });
      else lines.delete(variantId);
    }
    notices.push(toNotice(shortage));
  }
  if (notices.length === 0) return found;
  await writeLines(trx, cartId, desired.lines, lines);
  await addNotices(trx, cartId, notices);
  await trx.raw('update sync_cart set rev = ?, promo_codes = ?::text[], updated_at = now() where id = ?', [
    rev,
    [...promos],
    cartId,
  ]);
  return { cart: { ...cart, rev, promo_codes: [...promos] }, desired: { lines, promos } };
}

/** How Medusa's cart looks now: made for revision `rev`, and with codes that fit nothing in it. */
export type Settling = {
  rev: number;
  medusaCartId: string | null;
  changed: boolean;
  refusedCodes: readonly string[];
};

/** The second transaction: clean, unless somebody changed the cart since `rev` was read. */
export async function settleCart(
  trx: Knex.Transaction,
  cartId: string,
  { rev, medusaCartId, changed, refusedCodes }: Settling,
): Promise<boolean> {
  const updated = await trx.raw(
    `update sync_cart set dirty = false, attempts = 0, retry_at = now(), updated_at = now(),
       medusa_cart_id = coalesce(?, medusa_cart_id), rev = rev + ?,
       promo_codes = array(select c from unnest(promo_codes) with ordinality as p (c, n) where c <> all(?::text[]) order by n)
     where id = ? and rev = ? and state in ('open', 'checkout')`,
    [medusaCartId, changed || refusedCodes.length > 0 ? 1 : 0, [...refusedCodes], cartId, rev],
  );
  if (updated.rowCount !== 1) return false;
  await addNotices(
    trx,
    cartId,
    refusedCodes.map((code) => toNotice({ kind: 'promo_refused', code })),
  );
  return true;
}

/** `attempts` counts the one that begins. */
export type DirtyCart = { id: string; attempts: number };

/** A cart may have failed because everything around it died: whoever comes back should not wait for it long. */
const LONGEST_WAIT = '1 minute';

/**
 * Takes dirty carts whose time has come. Taking one moves its next turn away, further each time it was tried, so a cart that
 * keeps failing waits longer and never holds up the others, and two processes never take the same one.
 */
export async function claimDirtyCarts(trx: Knex.Transaction, limit: number): Promise<DirtyCart[]> {
  const claimed = await trx.raw<{ rows: DirtyCart[] }>(
    `update sync_cart set attempts = attempts + 1,
       retry_at = now() + least(interval '${LONGEST_WAIT}', interval '5 seconds' * power(2, least(attempts, 10)))
     where id in (
       select id from sync_cart where dirty and retry_at <= now() order by retry_at limit ? for update skip locked)
     returning id, attempts`,
    [limit],
  );
  return claimed.rows;
}

/** The attempt did not take place: somebody else is writing this cart, and most likely leaves it clean. */
export async function handBackCart(db: Knex, cartId: string): Promise<void> {
  await db.raw(
    `update sync_cart set attempts = greatest(attempts - 1, 0), retry_at = now() + interval '5 seconds' where id = ? and dirty`,
    [cartId],
  );
}

function toNotice(shortage: Shortage): NewNotice {
  const own = { id: generateEntityId(undefined, 'snote'), clientId: null };
  if (shortage.kind === 'promo_refused') return { ...own, kind: 'promo_refused', data: { code: shortage.code } };
  const { variantId, title } = shortage;
  if (shortage.kind === 'gone')
    return { ...own, kind: 'gone', data: { variantId, title, quantity: shortage.quantity } };
  return { ...own, kind: 'lowered', data: { variantId, title, wanted: shortage.wanted, got: shortage.got } };
}
