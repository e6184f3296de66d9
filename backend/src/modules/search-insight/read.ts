import type { Knex } from '@medusajs/framework/mikro-orm/knex';
import type { CountedText, Insight, OpenedProduct, PeriodDays, Scope, Totals } from './types';

/** A text is shown to the merchant, and to anybody, when so many occasions of the period were searches for it. */
const SHOWN_FROM = 3;
const MOST_TEXTS = 200;
const MOST_PRODUCTS = 100;
const POPULAR_DAYS: PeriodDays = 30;

/** Takes a scope; `catalog` null is all of them. */
const IN_SCOPE = `day > (now() at time zone 'utc')::date - cast(:days as integer) and (cast(:catalog as text) is null or catalog = :catalog)`;

/** Texts of the same words are one, called as most have written it. */
const SHOWN = `
  with spelling as (
    select words, text, sum(searches) as searches, sum(occasions) as occasions, sum(found_nothing) as found_nothing,
           sum(results) as results, max(day) filter (where found_nothing > 0) as last_found_nothing
      from search_text where ${IN_SCOPE} and text <> ''
     group by words, text),
  shown as (
    select words, (array_agg(text order by searches desc, text))[1] as text, sum(searches)::integer as searches,
           sum(found_nothing)::integer as "foundNothing", round(sum(results) / sum(searches), 1)::float8 as "averageResults",
           to_char(max(last_found_nothing), 'YYYY-MM-DD') as "lastFoundNothing"
      from spelling group by words having sum(occasions) >= ${SHOWN_FROM}),
  opened as (
    select words, product_id, sum(opens) as opens from search_open where ${IN_SCOPE} group by words, product_id),
  open as (
    select words, sum(opens)::integer as opens, (array_agg(product_id order by opens desc, product_id))[1] as "mostOpened"
      from opened group by words)`;

const TEXTS = `${SHOWN}
  select text, searches, "foundNothing", coalesce(opens, 0) as opens, "mostOpened", "averageResults", "lastFoundNothing"
    from shown left join open using (words)`;

export async function readInsight(db: Knex, scope: Scope): Promise<Insight> {
  const rowsOf = async <Row>(sql: string) => (await db.raw<{ rows: Row[] }>(sql, scope)).rows;
  const [totals, texts, foundNothing, products] = await Promise.all([
    readTotals(db, scope),
    rowsOf<CountedText>(`${TEXTS} order by searches desc, text limit ${MOST_TEXTS}`),
    rowsOf<CountedText>(`${TEXTS} where "foundNothing" > 0 order by "foundNothing" desc, text limit ${MOST_TEXTS}`),
    rowsOf<OpenedProduct>(
      `select product_id as "productId", sum(opens)::integer as opens from search_open where ${IN_SCOPE}
        group by product_id order by opens desc, product_id limit ${MOST_PRODUCTS}`,
    ),
  ]);
  return { totals, texts, foundNothing, products };
}

async function readTotals(db: Knex, scope: Scope): Promise<Totals> {
  const { rows } = await db.raw<{ rows: [Totals] }>(
    `${SHOWN}, total as (
       select coalesce(sum(searches), 0)::integer as searches, coalesce(sum(found_nothing), 0)::integer as "foundNothing",
              coalesce(sum(searches) filter (where text = ''), 0)::integer as "notKept"
         from search_text where ${IN_SCOPE})
     select total.*, (select coalesce(sum(opens), 0)::integer from opened) as opens,
            (searches - "notKept" - coalesce((select sum(searches) from shown), 0))::integer as rare
       from total`,
    scope,
  );
  return rows[0];
}

/** Most searched first, of those that mostly found something. */
export async function readPopular(db: Knex, catalog: string, limit: number): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { text: string }[] }>(
    `${SHOWN} select text from shown where "foundNothing" * 2 < searches order by searches desc, text limit :limit`,
    { days: POPULAR_DAYS, catalog, limit },
  );
  return rows.map(({ text }) => text);
}
