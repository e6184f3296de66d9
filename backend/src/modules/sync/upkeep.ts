import type { Knex } from '@medusajs/framework/mikro-orm/knex';

/** A cart nobody has touched, and whose owner was not seen, for this long is put away. */
const CART_IDLE = '90 days';
/** Longer than any browser keeps the cookie with the device secret: nobody is left who could still send. */
const CLIENT_IDLE = '400 days';
const LINES_KEPT = '1 year';
const EFFECTS_KEPT = '90 days';
const NOTICES_KEPT = '30 days';
/** So that no run holds locks for long. */
const BATCH = 1_000;

export type IdleCart = { id: string; variantIds: string[] };
export type Pruned = Record<'effects' | 'notices' | 'clients' | 'lines' | 'carts' | 'devices', number>;

const IS_IDLE = `c.state in ('open', 'checkout') and c.lane = 'cart' and c.updated_at < now() - interval '${CART_IDLE}'
  and exists (select 1 from sync_line l where l.cart_id = c.id)
  and not exists (select 1 from sync_client k
    where k.secret_hash = substr(c.owner, 3) and k.last_seen > now() - interval '${CART_IDLE}')
  and not exists (select 1 from sync_client k
    where k.customer_id = substr(c.owner, 3) and k.last_seen > now() - interval '${CART_IDLE}')`;

export async function listIdleCarts(db: Knex, limit: number): Promise<IdleCart[]> {
  const found = await db.raw<{ rows: IdleCart[] }>(
    `select c.id, array(select variant_id from sync_line where cart_id = c.id) as "variantIds"
     from sync_cart c where ${IS_IDLE} order by c.updated_at limit ?`,
    [limit],
  );
  return found.rows;
}

/** Puts a cart away, unless its owner came back this moment. The names are for the notice at the next visit. */
export async function expireCart(
  trx: Knex.Transaction,
  cartId: string,
  titles: ReadonlyMap<string, string>,
): Promise<boolean> {
  const expired = await trx.raw(
    `update sync_cart c set state = 'expired', dirty = false, updated_at = now() where c.id = ? and ${IS_IDLE}`,
    [cartId],
  );
  if (expired.rowCount !== 1) return false;
  for (const [variantId, title] of titles) {
    await trx.raw('update sync_line set title = ? where cart_id = ? and variant_id = ?', [title, cartId, variantId]);
  }
  return true;
}

/** Carts that are put away or merged and whose cart of Medusa is still there. */
export async function listLeftovers(db: Knex, limit: number): Promise<string[]> {
  const found = await db.raw<{ rows: Array<{ id: string }> }>(
    `select id from sync_cart where medusa_cart_id is not null
       and (state = 'expired' or (state = 'merged' and updated_at < now() - interval '${CART_IDLE}')) limit ?`,
    [limit],
  );
  return found.rows.map(({ id }) => id);
}

export async function forgetMedusaCart(db: Knex, cartId: string): Promise<void> {
  await db.raw('update sync_cart set medusa_cart_id = null where id = ?', [cartId]);
}

/** Forgets what nobody can refer to any more, a batch of each kind. */
export async function prune(db: Knex): Promise<Pruned> {
  const remove = async (sql: string): Promise<number> => (await db.raw(sql)).rowCount ?? 0;
  const effects = await remove(
    `delete from sync_effect where ctid = any(array(
       select ctid from sync_effect where at < now() - interval '${EFFECTS_KEPT}' limit ${BATCH}))`,
  );
  const notices = await remove(
    `delete from sync_notice where id in (
       select id from sync_notice where acknowledged_at < now() - interval '${NOTICES_KEPT}' limit ${BATCH})`,
  );
  const clients = await remove(
    `delete from sync_client where id in (
       select id from sync_client where last_seen < now() - interval '${CLIENT_IDLE}' limit ${BATCH})`,
  );
  const lines = await remove(
    `delete from sync_line where cart_id in (
       select id from sync_cart where state in ('expired', 'merged', 'completed')
         and updated_at < now() - interval '${LINES_KEPT}' limit ${BATCH})`,
  );
  const carts = await remove(
    `delete from sync_cart where id in (
       select c.id from sync_cart c
       where c.updated_at < now() - interval '${CLIENT_IDLE}' and not c.dirty and c.medusa_cart_id is null
         and (c.successor_id is not null or c.state = 'merged' or (c.owner like 'd:%' and c.state <> 'checkout'))
         and not exists (select 1 from sync_lane l where l.cart_id = c.id)
         and not exists (select 1 from sync_cart p where p.successor_id = c.id)
         and not exists (select 1 from sync_client k where k.secret_hash = substr(c.owner, 3))
       limit ${BATCH})`,
  );
  const devices = await remove(
    `delete from sync_device d where d.attached_at < now() - interval '${CLIENT_IDLE}'
       and not exists (select 1 from sync_client k where k.secret_hash = d.secret_hash)`,
  );
  return { effects, notices, clients, lines, carts, devices };
}
