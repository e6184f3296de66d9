import { randomBytes } from 'node:crypto';
import type { Knex } from '@medusajs/framework/mikro-orm/knex';
import { findOpenCart } from './carts';
import { customerOwner, resolveAccess, type Owner } from './owner';

/** Who asks, as for `POST /store/sync`. */
export type Sharer = { secretHash: string; customerId: string | null };

export type Sharing = {
  /** Of the link to the list as it is; null where there is none. */
  token: string | null;
  /** Links from before somebody signed in: they show what was on the list then. */
  earlier: number;
};

export type SharingResult =
  | { kind: 'sharing'; sharing: Sharing }
  | { kind: 'nothing_to_share' }
  /** The device was attached to somebody, whose list it may not show. */
  | { kind: 'wrong_principal' };

export type SharedWishlist =
  | { kind: 'shared'; variantIds: string[] }
  /** It was shared once, and is not any more. */
  | { kind: 'revoked' }
  | { kind: 'unknown' };

/** 144 bits: nobody finds one by trying. Kept as it is, because the shopper has to see it again on another device. */
const newToken = (): string => randomBytes(18).toString('base64url');
export const SHARE_TOKEN = /^[A-Za-z0-9_-]{24}$/;

/** Carts whose links this owner may see and end: the list itself, and what devices gave to it. */
const OWN = `select id from sync_cart where owner = ? and lane = 'wishlist'
  union select d.id from sync_cart d join sync_cart c on c.id = d.successor_id
  where c.owner = ? and c.lane = 'wishlist' and d.state = 'merged'`;

export async function readSharing(trx: Knex.Transaction, sharer: Sharer): Promise<SharingResult> {
  const { owner, isAttached } = await resolveAccess(trx, sharer);
  if (isAttached) return { kind: 'wrong_principal' };
  return { kind: 'sharing', sharing: await sharingOf(trx, owner) };
}

/** Asking again gives the same link. */
export async function startSharing(trx: Knex.Transaction, sharer: Sharer): Promise<SharingResult> {
  const { owner, isAttached } = await resolveAccess(trx, sharer);
  if (isAttached) return { kind: 'wrong_principal' };
  const cart = await findOpenCart(trx, { owner, lane: 'wishlist', region: { slug: '', id: '' } });
  const lines = cart && (await trx.raw('select 1 from sync_line where cart_id = ? limit 1', [cart.id])).rows.length;
  if (!cart || !lines) return { kind: 'nothing_to_share' };
  const sharing = await sharingOf(trx, owner);
  if (sharing.token !== null) return { kind: 'sharing', sharing };
  const token = newToken();
  await trx.raw('insert into sync_share (token, cart_id) values (?, ?)', [token, cart.id]);
  return { kind: 'sharing', sharing: { ...sharing, token } };
}

/** Every link to this owner's wishes ends, also those from before a sign-in. */
export async function stopSharing(trx: Knex.Transaction, sharer: Sharer): Promise<SharingResult> {
  const { owner, isAttached } = await resolveAccess(trx, sharer);
  if (isAttached) return { kind: 'wrong_principal' };
  await trx.raw(`update sync_share set revoked_at = now() where revoked_at is null and cart_id in (${OWN})`, [
    owner,
    owner,
  ]);
  return { kind: 'sharing', sharing: { token: null, earlier: 0 } };
}

/** Their accounts are gone: nobody is left who could end the links. */
export async function endSharesOf(db: Knex, customerIds: readonly string[]): Promise<void> {
  for (const owner of customerIds.map(customerOwner)) {
    await db.raw(`update sync_share set revoked_at = now() where revoked_at is null and cart_id in (${OWN})`, [
      owner,
      owner,
    ]);
  }
}

export async function readShared(db: Knex, token: string): Promise<SharedWishlist> {
  const found = await db.raw<{ rows: Array<{ revoked: boolean; variantIds: string[] }> }>(
    `select s.revoked_at is not null as revoked,
       array(select variant_id from sync_line where cart_id = s.cart_id order by position) as "variantIds"
     from sync_share s where s.token = ?`,
    [token],
  );
  const row = found.rows[0];
  if (!row) return { kind: 'unknown' };
  return row.revoked ? { kind: 'revoked' } : { kind: 'shared', variantIds: row.variantIds };
}

/**
 * The links of a device's list when it goes to the customer who signed in. They follow the wishes where that shows nothing new:
 * the customer had no wishes, or shows them already. Else they go on showing what they showed, because nobody gave out a link
 * to the customer's other wishes.
 */
export async function handOverShares(
  trx: Knex.Transaction,
  { from, to, isTargetEmpty }: { from: string; to: string; isTargetEmpty: boolean },
): Promise<void> {
  await trx.raw(
    `update sync_share set cart_id = ? where cart_id = ? and revoked_at is null
       and (? or exists (select 1 from sync_share where cart_id = ? and revoked_at is null))`,
    [to, from, isTargetEmpty, to],
  );
}

async function sharingOf(trx: Knex.Transaction, owner: Owner): Promise<Sharing> {
  const found = await trx.raw<{ rows: Array<{ token: string; isOpen: boolean }> }>(
    `select s.token, c.state = 'open' as "isOpen" from sync_share s join sync_cart c on c.id = s.cart_id
     where s.revoked_at is null and c.id in (${OWN}) order by s.created_at`,
    [owner, owner],
  );
  return {
    token: found.rows.find(({ isOpen }) => isOpen)?.token ?? null,
    earlier: found.rows.filter(({ isOpen }) => !isOpen).length,
  };
}
