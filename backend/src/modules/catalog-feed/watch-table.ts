import type { Knex } from '@medusajs/framework/mikro-orm/knex';

type Event = 'insert' | 'update' | 'delete';

/** `affected` selects product ids (null: taxonomy or regions); `changed` holds the written rows, `before` the old ones of an update. */
export type Watch = {
  table: string;
  events?: Event[];
  affected: string;
  /** Where a table is watched for a second reason. */
  reason?: string;
};

/**
 * From now on every write to this table notes the products it concerns, in the same transaction, whatever code path wrote.
 * Statement-level with transition tables: one insert per statement, also when a statement touches ten thousand rows.
 */
export async function watchTable(trx: Knex.Transaction, { table, events, affected, reason }: Watch): Promise<void> {
  for (const event of events ?? (['insert', 'update', 'delete'] as const)) {
    const trigger = ['catalog_feed', event, reason].filter(Boolean).join('_');
    const name = ['catalog_feed', event, table, reason].filter(Boolean).join('_');
    await trx.raw(
      `create or replace function ${name}() returns trigger language plpgsql as $body$
       begin
         insert into catalog_change (product_id) select distinct affected.id from (${affected}) as affected(id);
         return null;
       end $body$`,
    );
    await trx.raw(
      `create or replace trigger ${trigger} after ${event} on ${table}
       referencing ${TRANSITION_TABLES[event]} for each statement execute function ${name}()`,
    );
  }
}

const TRANSITION_TABLES: Record<Event, string> = {
  insert: 'new table as changed',
  update: 'old table as before new table as changed',
  delete: 'old table as changed',
};
