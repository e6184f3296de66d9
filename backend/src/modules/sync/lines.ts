import type { Knex } from '@medusajs/framework/mikro-orm/knex';
import type { Lines } from 'sync/protocol';

/** Stores the difference. A line that stays keeps its place, a new one goes to the end. */
export async function writeLines(trx: Knex.Transaction, cartId: string, before: Lines, after: Lines): Promise<void> {
  const removed = [...before.keys()].filter((variantId) => !after.has(variantId));
  if (removed.length > 0) {
    await trx.raw('delete from sync_line where cart_id = ? and variant_id = any(?)', [cartId, removed]);
  }
  const written = [...after].filter(([variantId, line]) => {
    const old = before.get(variantId);
    return !old || old.quantity !== line.quantity || old.rev !== line.rev;
  });
  if (written.length === 0) return;
  await trx.raw(
    `insert into sync_line (cart_id, variant_id, quantity, rev)
     select ?, v.variant_id, v.quantity, v.rev
     from unnest(?::text[], ?::integer[], ?::integer[]) with ordinality as v (variant_id, quantity, rev, place)
     order by v.place
     on conflict (cart_id, variant_id) do update set quantity = excluded.quantity, rev = excluded.rev`,
    [cartId, written.map(([id]) => id), written.map(([, line]) => line.quantity), written.map(([, line]) => line.rev)],
  );
}
