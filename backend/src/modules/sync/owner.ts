import type { Knex } from '@medusajs/framework/mikro-orm/knex';
import { createHash } from 'node:crypto';

/** Whose carts and wishlist these are: a device nobody signed in on, or a customer on any device. */
export type Owner = `d:${string}` | `c:${string}`;

export const deviceOwner = (secretHash: string): Owner => `d:${secretHash}`;
export const customerOwner = (customerId: string): Owner => `c:${customerId}`;

/** The name a customer has on devices: it tells two people apart and says nothing about either. */
export const principalOf = (customerId: string): string =>
  createHash('sha256').update(customerId, 'utf8').digest('hex');

/** Who a request speaks for. A device that was attached writes into the customer's cart and may not look into it. */
export type Access = { owner: Owner; device: Owner; isAttached: boolean };

/**
 * Finds out, and holds it until the end of the transaction: a device is never attached while a request of it is under way,
 * so nothing is written to a cart that was merged.
 */
export async function resolveAccess(
  trx: Knex.Transaction,
  { secretHash, customerId }: { secretHash: string; customerId: string | null },
): Promise<Access> {
  const device = deviceOwner(secretHash);
  if (customerId !== null) return { owner: customerOwner(customerId), device, isAttached: false };
  await trx.raw('select pg_advisory_xact_lock_shared(hashtextextended(?, 0))', [device]);
  const attachedTo = await findAttachment(trx, secretHash);
  return attachedTo === undefined
    ? { owner: device, device, isAttached: false }
    : { owner: customerOwner(attachedTo), device, isAttached: true };
}

/** Nobody else reads or changes who the device belongs to until the end of the transaction. */
export async function lockDevice(trx: Knex.Transaction, secretHash: string): Promise<void> {
  await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [deviceOwner(secretHash)]);
}

export async function findAttachment(db: Knex, secretHash: string): Promise<string | undefined> {
  const found = await db.raw<{ rows: Array<{ customer_id: string }> }>(
    'select customer_id from sync_device where secret_hash = ?',
    [secretHash],
  );
  return found.rows[0]?.customer_id;
}
