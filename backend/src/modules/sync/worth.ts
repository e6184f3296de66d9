import type { Knex } from '@medusajs/framework/mikro-orm/knex';

/** What one piece cost in a region, null where it was not sold, and whether it was out of stock. */
export type Worth = { price: number | null; isOut: boolean };

/** Region slug → worth at the time of the wish. */
export type WorthByRegion = Record<string, Worth>;

/** Wishes nobody has noted the worth of yet: just made, or made by a process that died right after. */
export async function listUnvalued(db: Knex, cartId: string): Promise<string[]> {
  const found = await db.raw<{ rows: Array<{ variant_id: string }> }>(
    'select variant_id from sync_line where cart_id = ? and wished is null',
    [cartId],
  );
  return found.rows.map(({ variant_id }) => variant_id);
}

/** Noted once: what a wish is compared with does not move along with the price. */
export async function noteWorth(
  db: Knex,
  cartId: string,
  worthByVariant: ReadonlyMap<string, WorthByRegion>,
): Promise<void> {
  if (worthByVariant.size === 0) return;
  await db.raw(
    `update sync_line l set wished = v.wished::jsonb
     from unnest(?::text[], ?::text[]) as v (variant_id, wished)
     where l.cart_id = ? and l.variant_id = v.variant_id and l.wished is null`,
    [[...worthByVariant.keys()], [...worthByVariant.values()].map((worth) => JSON.stringify(worth)), cartId],
  );
}

/** A wish that moves to the customer's list was made when it was made. */
export async function handOverWorth(trx: Knex.Transaction, { from, to }: { from: string; to: string }): Promise<void> {
  await trx.raw(
    `update sync_line t set wished = s.wished from sync_line s
     where t.cart_id = ? and s.cart_id = ? and t.variant_id = s.variant_id and t.wished is null`,
    [to, from],
  );
}
