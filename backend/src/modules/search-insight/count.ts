import type { Knex } from '@medusajs/framework/mikro-orm/knex';
import type { CountedSearch } from 'sync/protocol';

/** Of what, where and when: one row each. `day` is YYYY-MM-DD in UTC. */
type Row = CountedSearch & { catalog: string; day: string };

/** The row of all searches whose text is not kept. */
export const NOT_KEPT: CountedSearch = { text: '', words: '' };

// One statement each, so that two processes that count at the same moment both count.

export async function addSearch(
  db: Knex,
  { catalog, day, text, words, results, isNewOccasion }: Row & { results: number; isNewOccasion: boolean },
): Promise<void> {
  await db.raw(
    `insert into search_text as t (catalog, day, text, words, searches, occasions, found_nothing, results)
     values (?, ?::date, ?, ?, 1, ?, ?, ?)
     on conflict (catalog, day, text) do update
       set searches = t.searches + 1, occasions = t.occasions + excluded.occasions,
           found_nothing = t.found_nothing + excluded.found_nothing, results = t.results + excluded.results`,
    [catalog, day, text, words, isNewOccasion ? 1 : 0, results === 0 ? 1 : 0, results],
  );
}

export async function addOpen(
  db: Knex,
  { catalog, day, text, words, productId }: Row & { productId: string },
): Promise<void> {
  await db.raw(
    `insert into search_open as o (catalog, day, text, words, product_id, opens) values (?, ?::date, ?, ?, ?, 1)
     on conflict (catalog, day, text, product_id) do update set opens = o.opens + 1`,
    [catalog, day, text, words, productId],
  );
}
