import { afterAll, beforeAll, expect, it } from 'vitest';
import { openFeed, type Feed } from './open-feed.ts';

let feed: Feed;

beforeAll(async () => {
  feed = await openFeed();
});

afterAll(() => feed?.close());

/** A statement-level trigger runs for a statement of no rows, too: each of them is executed without touching a row. */
it('lets every kind of write to every watched table pass', async () => {
  const { rows: tables } = await feed.sql.query<{ name: string; events: string[] }>(
    `select tgrelid::regclass::text as name, array_agg(split_part(tgname, '_', 3)) as events from pg_trigger
      where tgname like 'catalog\\_feed\\_%' group by tgrelid`,
  );
  expect(tables.length).toBeGreaterThan(20);
  for (const { name, events } of tables) {
    const { rows } = await feed.sql.query<{ column: string }>(
      `select attname as column from pg_attribute
        where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' limit 1`,
      [name],
    );
    const column = rows[0]?.column;
    const statements: Record<string, string> = {
      insert: `insert into ${name} select * from ${name} where false`,
      update: `update ${name} set ${column} = ${column} where false`,
      delete: `delete from ${name} where false`,
    };
    for (const event of events) await feed.sql.query(statements[event] ?? `-- no such event: ${event}`);
  }
});

it('notes each product of a bulk write once per statement', async () => {
  await feed.sql.query('begin');
  try {
    const { rowCount } = await feed.sql.query('update product_variant set updated_at = now()');
    const { rows } = await feed.sql.query<{ notes: number; products: number }>(
      `select count(*)::integer as notes, count(distinct product_id)::integer as products from catalog_change
        where txid = pg_current_xact_id()`,
    );
    expect(rows[0]?.notes).toBe(rows[0]?.products);
    expect(rowCount).toBeGreaterThan(rows[0]?.products ?? 0);
  } finally {
    await feed.sql.query('rollback');
  }
});
