import type { Knex } from '@medusajs/framework/mikro-orm/knex';
import type { Owner } from './owner';

/** uuids of these that have taken effect for one of these owners, under whatever client id. */
export async function readEffective(
  db: Knex,
  owners: readonly Owner[],
  uuids: readonly string[],
): Promise<Set<string>> {
  if (uuids.length === 0) return new Set();
  const found = await db.raw<{ rows: Array<{ uuid: string }> }>(
    'select uuid from sync_effect where owner = any(?) and uuid = any(?::uuid[])',
    [[...owners], [...uuids]],
  );
  // As the device wrote them: the database says every uuid in lower case.
  const stored = new Set(found.rows.map(({ uuid }) => uuid));
  return new Set(uuids.filter((uuid) => stored.has(uuid.toLowerCase())));
}

/** False when one of them was made effective by somebody else at this very moment: nothing of this may be committed then. */
export async function claimEffects(trx: Knex.Transaction, owner: Owner, uuids: readonly string[]): Promise<boolean> {
  if (uuids.length === 0) return true;
  const inserted = await trx.raw(
    'insert into sync_effect (owner, uuid) select ?, u from unnest(?::uuid[]) as u on conflict do nothing',
    [owner, [...uuids]],
  );
  return inserted.rowCount === new Set(uuids.map((uuid) => uuid.toLowerCase())).size;
}
