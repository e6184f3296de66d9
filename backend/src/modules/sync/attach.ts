import type { Knex } from '@medusajs/framework/mikro-orm/knex';
import type { Desired, Line } from 'sync/protocol';
import { findOpenCart, openCart, readDesiredOf, writeDesired, type CartRow } from './carts';
import { addNotices } from './notices';
import { customerOwner, deviceOwner, findAttachment, lockDevice } from './owner';
import { handOverShares } from './shares';
import { handOverWorth } from './worth';

export type AttachInput = {
  secretHash: string;
  customerId: string;
  /** Names of variants, for the notice. */
  titles: ReadonlyMap<string, string>;
};

export type AttachResult =
  | {
      kind: 'attached';
      /** How many carts and wishlists had something to give. */
      merged: number;
      /** Carts that Medusa's must follow now. */
      dirtyCartIds: string[];
    }
  /** The device has gone over to somebody else. */
  | { kind: 'wrong_principal' }
  /** An order of one of the carts is being placed. Nothing was written. */
  | { kind: 'ordering'; cartId: string };

/**
 * Everything a device has collected goes to the customer who signed in on it, for ever: what it still sends afterwards goes
 * there too, and it may not look into it. Doing it again finds nothing left to give.
 */
export async function attachDevice(trx: Knex.Transaction, input: AttachInput): Promise<AttachResult> {
  const { secretHash, customerId } = input;
  await lockDevice(trx, secretHash);
  const attachedTo = await findAttachment(trx, secretHash);
  if (attachedTo !== undefined && attachedTo !== customerId) return { kind: 'wrong_principal' };
  const sources = await trx.raw<{ rows: CartRow[] }>(
    `select * from sync_cart where owner = ? and state in ('open', 'checkout') order by lane, region for update`,
    [deviceOwner(secretHash)],
  );
  const ordering = sources.rows.find(({ state }) => state === 'checkout');
  if (ordering) return { kind: 'ordering', cartId: ordering.id };
  await trx.raw('insert into sync_device (secret_hash, customer_id) values (?, ?) on conflict do nothing', [
    secretHash,
    customerId,
  ]);
  const result = { kind: 'attached' as const, merged: 0, dirtyCartIds: [] as string[] };
  for (const source of sources.rows) {
    const target = await giveAway(trx, source, input);
    if (!target) continue;
    result.merged += 1;
    if (target.dirty) result.dirtyCartIds.push(target.id);
  }
  return result;
}

async function giveAway(
  trx: Knex.Transaction,
  source: CartRow,
  { customerId, titles }: AttachInput,
): Promise<{ id: string; dirty: boolean } | null> {
  const given = await readDesiredOf(trx, source);
  const place = {
    owner: customerOwner(customerId),
    lane: source.lane,
    region: { slug: source.region, id: source.region_id },
    salesChannelId: source.sales_channel_id,
  };
  const hasSomething = given.lines.size > 0 || given.promos.length > 0;
  const target = (await findOpenCart(trx, place)) ?? (hasSomething ? await openCart(trx, place) : null);
  // One revision more than any the device has seen, so that it takes the emptiness for news.
  await trx.raw(
    `update sync_cart set state = 'merged', successor_id = ?, dirty = false, rev = rev + 1, updated_at = now()
     where id = ?`,
    [target?.id ?? null, source.id],
  );
  if (!target) return null;
  await trx.raw(
    'update sync_notice set cart_id = ? where cart_id = ? and client_id is null and acknowledged_at is null',
    [target.id, source.id],
  );
  if (!hasSomething) return null;

  const before = await readDesiredOf(trx, target);
  const isTargetEmpty = before.lines.size === 0;
  if (source.lane === 'wishlist') await handOverShares(trx, { from: source.id, to: target.id, isTargetEmpty });
  const rev = Math.max(target.rev, source.rev) + 1;
  const after = merge(before, given, rev);
  const changed = [...after.lines].filter(([variantId, line]) => before.lines.get(variantId) !== line);
  if (changed.length === 0 && after.promos.length === before.promos.length)
    return { id: target.id, dirty: target.dirty };
  await writeDesired(trx, target, { before, after, rev });
  if (source.lane === 'wishlist') await handOverWorth(trx, { from: source.id, to: target.id });
  // A cart that was empty is simply the device's now: nothing was merged, there is nothing to explain.
  if (source.lane === 'cart' && !isTargetEmpty && changed.length > 0) {
    const lines = changed.map(([variantId, { quantity }]) => ({
      variantId,
      title: titles.get(variantId) ?? '',
      from: before.lines.get(variantId)?.quantity ?? 0,
      to: quantity,
    }));
    await addNotices(trx, target.id, [{ id: `${source.id}:merged`, clientId: null, kind: 'merged', data: { lines } }]);
  }
  return { id: target.id, dirty: source.lane === 'cart' };
}

/** Per line the larger quantity, never the sum: the same cart on two devices would double. Codes: the union. */
export function merge(own: Desired, given: Desired, rev: number): Desired {
  const lines = new Map<string, Line>(own.lines);
  for (const [variantId, { quantity }] of given.lines) {
    if (quantity > (own.lines.get(variantId)?.quantity ?? 0)) lines.set(variantId, { quantity, rev });
  }
  return { lines, promos: [...new Set([...own.promos, ...given.promos])] };
}
