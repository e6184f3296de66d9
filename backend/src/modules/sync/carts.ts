import type { Knex } from '@medusajs/framework/mikro-orm/knex';
import { generateEntityId } from '@medusajs/framework/utils';
import type { Desired, Lane, Line } from 'sync/protocol';
import { writeLines } from './lines';
import { addNotices } from './notices';
import type { Owner } from './owner';

export type CartState = 'open' | 'checkout' | 'completed' | 'merged' | 'expired';

export type CartRow = {
  id: string;
  owner: Owner;
  lane: Lane;
  region: string;
  region_id: string;
  sales_channel_id: string;
  medusa_cart_id: string | null;
  rev: number;
  generation: number;
  promo_codes: string[];
  state: CartState;
  dirty: boolean;
  attempts: number;
};

/** Where an owner's cart is found. Regions have a cart each; there is one wishlist for all of them, and one place that forms come to. */
export type CartPlace = {
  owner: Owner;
  lane: Lane;
  region: { slug: string; id: string };
  salesChannelId: string;
};

const COLUMNS =
  'id, owner, lane, region, region_id, sales_channel_id, medusa_cart_id, rev, generation, promo_codes, state, dirty, attempts';

const EVERY_REGION = '*';

/** A fresh change is left to the request that made it for this long; then the job looks after it. */
export const RETRY_GRACE = '5 seconds';

const PREFIX = 's';

/**
 * Medusa's cart has an id that follows from ours. Creating one is not idempotent, so a process that dies right after
 * creation finds its cart again instead of making a second one.
 */
export const medusaCartIdOf = (cartId: string): string => cartId.slice(PREFIX.length);
export const syncCartIdOf = (medusaCartId: string): string => PREFIX + medusaCartId;

export const newCartId = (): string => PREFIX + generateEntityId(undefined, 'cart');

/** The region as a cart of this lane keeps it. */
export const regionOf = (lane: Lane, slug: string): string => (lane === 'cart' ? slug : EVERY_REGION);

/** The cart an owner fills in a region, locked. */
export async function findOpenCart(
  trx: Knex.Transaction,
  { owner, lane, region }: Pick<CartPlace, 'owner' | 'lane' | 'region'>,
): Promise<CartRow | undefined> {
  const found = await trx.raw<{ rows: CartRow[] }>(
    `select ${COLUMNS} from sync_cart where owner = ? and lane = ? and region = ? and state in ('open', 'checkout')
     for update`,
    [owner, lane, regionOf(lane, region.slug)],
  );
  return found.rows[0];
}

/**
 * Two first requests of one device may both come here; the unique index lets one of them create, and both get that one. It
 * counts on from the cart before it; when that one was put away, the shopper is told once what was in it.
 */
export async function openCart(trx: Knex.Transaction, place: CartPlace): Promise<CartRow> {
  const { owner, lane, region } = place;
  const before = await findLastCart(trx, place);
  const inserted = await trx.raw<{ rows: Array<{ id: string }> }>(
    `insert into sync_cart (id, owner, lane, region, region_id, sales_channel_id, rev, generation)
     values (?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (owner, lane, region) where state in ('open', 'checkout') do nothing returning id`,
    [
      newCartId(),
      owner,
      lane,
      regionOf(lane, region.slug),
      lane === 'cart' ? region.id : EVERY_REGION,
      place.salesChannelId,
      before ? before.rev + 1 : 0,
      before ? before.generation + 1 : 0,
    ],
  );
  const cart = await findOpenCart(trx, place);
  if (!cart) throw new Error('a cart that was just opened is not there');
  if (before && inserted.rows[0]?.id === cart.id) await follow(trx, before, cart);
  return cart;
}

async function findLastCart(
  trx: Knex.Transaction,
  { owner, lane, region }: Pick<CartPlace, 'owner' | 'lane' | 'region'>,
): Promise<CartRow | undefined> {
  const found = await trx.raw<{ rows: CartRow[] }>(
    `select ${COLUMNS} from sync_cart where owner = ? and lane = ? and region = ? order by generation desc limit 1`,
    [owner, lane, regionOf(lane, region.slug)],
  );
  return found.rows[0];
}

async function follow(trx: Knex.Transaction, before: CartRow, cart: CartRow): Promise<void> {
  await trx.raw('update sync_cart set successor_id = ? where id = ? and successor_id is null', [cart.id, before.id]);
  if (before.state !== 'expired') return;
  const lines = await trx.raw<{ rows: Array<{ variant_id: string; title: string | null; quantity: number }> }>(
    'select variant_id, title, quantity from sync_line where cart_id = ? order by position',
    [before.id],
  );
  if (lines.rows.length === 0) return;
  const told = lines.rows.map(({ variant_id, title, quantity }) => ({
    variantId: variant_id,
    title: title ?? '',
    quantity,
  }));
  await addNotices(trx, cart.id, [
    { id: `${cart.id}:expired`, clientId: null, kind: 'expired', data: { lines: told } },
  ]);
}

export async function lockCart(trx: Knex.Transaction, cartId: string): Promise<CartRow | undefined> {
  const found = await trx.raw<{ rows: CartRow[] }>(`select ${COLUMNS} from sync_cart where id = ? for update`, [
    cartId,
  ]);
  return found.rows[0];
}

/** Lines in the order the shopper put them in. */
export async function readDesiredOf(db: Knex, cart: Pick<CartRow, 'id' | 'promo_codes'>): Promise<Desired> {
  const found = await db.raw<{ rows: Array<{ variant_id: string } & Line> }>(
    'select variant_id, quantity, rev from sync_line where cart_id = ? order by position',
    [cart.id],
  );
  const lines = new Map(found.rows.map(({ variant_id, quantity, rev }) => [variant_id, { quantity, rev }]));
  return { lines, promos: cart.promo_codes };
}

/** Stores what is desired now under a new revision. Medusa's cart is out of date then; a wishlist has none. */
export async function writeDesired(
  trx: Knex.Transaction,
  cart: Pick<CartRow, 'id' | 'lane'>,
  { before, after, rev }: { before: Desired; after: Desired; rev: number },
): Promise<void> {
  await writeLines(trx, cart.id, before.lines, after.lines);
  await trx.raw(
    `update sync_cart set rev = ?, promo_codes = ?::text[], dirty = ?, attempts = 0, retry_at = now() + ?::interval,
       updated_at = now()
     where id = ?`,
    [rev, [...after.promos], cart.lane === 'cart', RETRY_GRACE, cart.id],
  );
}
