import type { Knex } from '@medusajs/framework/mikro-orm/knex';
import { generateEntityId } from '@medusajs/framework/utils';
import type { Line, Lines } from 'sync/protocol';

export type CartState = 'open' | 'checkout' | 'completed' | 'merged';

export type CartRow = {
  id: string;
  device_hash: string;
  region: string;
  region_id: string;
  sales_channel_id: string;
  medusa_cart_id: string | null;
  rev: number;
  state: CartState;
  dirty: boolean;
};

const COLUMNS = 'id, device_hash, region, region_id, sales_channel_id, medusa_cart_id, rev, state, dirty';

/** A fresh change is left to the request that made it for this long; then the job looks after it. */
export const RETRY_GRACE = '5 seconds';

const PREFIX = 's';

/**
 * Medusa's cart has an id that follows from ours. Creating one is not idempotent, so a process that dies right after
 * creation finds its cart again instead of making a second one.
 */
export const medusaCartIdOf = (cartId: string): string => cartId.slice(PREFIX.length);

export const newCartId = (): string => PREFIX + generateEntityId(undefined, 'cart');

export const carriesWork = (cart: Pick<CartRow, 'dirty'>): boolean => cart.dirty;

/** The cart a device fills in a region, locked. */
export async function findOpenCart(
  trx: Knex.Transaction,
  deviceHash: string,
  region: string,
): Promise<CartRow | undefined> {
  const found = await trx.raw<{ rows: CartRow[] }>(
    `select ${COLUMNS} from sync_cart where device_hash = ? and region = ? and state in ('open', 'checkout') for update`,
    [deviceHash, region],
  );
  return found.rows[0];
}

/** Two first requests of one device may both come here; the unique index lets one of them create, and both get that one. */
export async function openCart(
  trx: Knex.Transaction,
  owner: { secretHash: string; region: { slug: string; id: string }; salesChannelId: string },
): Promise<CartRow> {
  await trx.raw(
    `insert into sync_cart (id, device_hash, region, region_id, sales_channel_id) values (?, ?, ?, ?, ?)
     on conflict (device_hash, region) where state in ('open', 'checkout') do nothing`,
    [newCartId(), owner.secretHash, owner.region.slug, owner.region.id, owner.salesChannelId],
  );
  const cart = await findOpenCart(trx, owner.secretHash, owner.region.slug);
  if (!cart) throw new Error('a cart that was just opened is not there');
  return cart;
}

export async function lockCart(trx: Knex.Transaction, cartId: string): Promise<CartRow | undefined> {
  const found = await trx.raw<{ rows: CartRow[] }>(`select ${COLUMNS} from sync_cart where id = ? for update`, [
    cartId,
  ]);
  return found.rows[0];
}

/** In the order the shopper put them in. */
export async function readLines(db: Knex | Knex.Transaction, cartId: string): Promise<Lines> {
  const found = await db.raw<{ rows: Array<{ variant_id: string } & Line> }>(
    'select variant_id, quantity, rev from sync_line where cart_id = ? order by position',
    [cartId],
  );
  return new Map(found.rows.map(({ variant_id, quantity, rev }) => [variant_id, { quantity, rev }]));
}
