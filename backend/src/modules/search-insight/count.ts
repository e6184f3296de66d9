import type { Knex } from '@medusajs/framework/mikro-orm/knex';
import type { CountedSearch } from 'sync/protocol';

/** What one report adds. `search` is null where the text is not kept. */
export type Count = {
  catalog: string;
  /** YYYY-MM-DD in UTC. */
  day: string;
  search: CountedSearch | null;
  isNewOccasion: boolean;
  results: number;
  opened: { productId: string; position: number | null } | null;
};

/** One statement, so that two processes that count at the same moment both count. */
export async function addCount(db: Knex, count: Count): Promise<void> {
  const { catalog, day, search, opened } = count;
  const added = [
    ...(opened ? [0, 0, 0, 0] : [1, count.isNewOccasion ? 1 : 0, count.results === 0 ? 1 : 0, count.results]),
    ...[opened ? 1 : 0, opened?.position === 1 ? 1 : 0],
  ];
  await db.raw(
    `with product as (
       insert into search_product as p (catalog, day, product_id, opens)
       select ?, ?::date, id, 1 from unnest(?::text[]) as id
       on conflict (catalog, day, product_id) do update set opens = p.opens + 1)
     insert into search_text as t
       (catalog, day, text, words, searches, occasions, found_nothing, results, opens, first_opens)
     values (?, ?::date, ?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (catalog, day, text) do update
       set searches = t.searches + excluded.searches, occasions = t.occasions + excluded.occasions,
           found_nothing = t.found_nothing + excluded.found_nothing, results = t.results + excluded.results,
           opens = t.opens + excluded.opens, first_opens = t.first_opens + excluded.first_opens`,
    [
      ...[catalog, day, opened ? [opened.productId] : []],
      ...[catalog, day, search?.text ?? '', search?.words ?? '', ...added],
    ],
  );
}
