import type { Knex } from '@medusajs/framework/mikro-orm/knex';

/** How the sync module is doing, in numbers that say nothing about anybody. */
export type SyncFigures = {
  dirtyCarts: number;
  oldestDirtySeconds: number;
  openNotices: Array<{ kind: string; count: number }>;
  clientsSeenToday: number;
};

export async function readFigures(db: Knex): Promise<SyncFigures> {
  const found = await db.raw<{ rows: SyncFigures[] }>(
    `select
       (select count(*)::int from sync_cart where dirty) as "dirtyCarts",
       (select coalesce(extract(epoch from now() - min(updated_at)), 0)::float8 from sync_cart where dirty)
         as "oldestDirtySeconds",
       (select coalesce(json_agg(json_build_object('kind', kind, 'count', count)), '[]') from (
         select kind, count(*)::int from sync_notice where acknowledged_at is null group by kind) n) as "openNotices",
       (select count(*)::int from sync_client where last_seen > now() - interval '1 day') as "clientsSeenToday"`,
  );
  const figures = found.rows[0];
  if (!figures) throw new Error('a query without a condition returned nothing');
  return figures;
}
