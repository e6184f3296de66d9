import type { Knex } from '@medusajs/framework/mikro-orm/knex';
import type { CountedText, Insight, OpenedProduct, PeriodDays, Scope, Totals } from './types';

/** A text is shown to the merchant, and to anybody, when so many occasions of the period were searches for it. */
const SHOWN_FROM = 3;
const MOST_TEXTS = 200;
const MOST_PRODUCTS = 100;
const POPULAR_DAYS: PeriodDays = 30;

/** Takes the days and twice the catalog, null for all of them. */
const IN_SCOPE = `day > (now() at time zone 'utc')::date - ?::integer and (?::text is null or catalog = ?)`;

/** Texts of the same words are one, called as most have written it. */
const SHOWN = `
  with spelling as (
    select words, text, sum(searches) as searches, sum(occasions) as occasions, sum(found_nothing) as found_nothing,
           sum(results) as results, sum(opens) as opens, sum(first_opens) as first_opens,
           max(day) filter (where found_nothing > 0) as last_found_nothing
      from search_text where ${IN_SCOPE} and text <> ''
     group by words, text),
  shown as (
    select (array_agg(text order by searches desc, text))[1] as text, sum(searches)::integer as searches,
           sum(found_nothing)::integer as "foundNothing", sum(opens)::integer as opens,
           sum(first_opens)::integer as "firstOpens",
           round(sum(results) / greatest(sum(searches), 1), 1)::float8 as "averageResults",
           to_char(max(last_found_nothing), 'YYYY-MM-DD') as "lastFoundNothing"
      from spelling group by words having sum(occasions) >= ${SHOWN_FROM})`;

const valuesOf = ({ days, catalog }: Scope) => [days, catalog, catalog];

export async function readInsight(db: Knex, scope: Scope): Promise<Insight> {
  const rowsOf = async <Row>(sql: string) => (await db.raw<{ rows: Row[] }>(sql, valuesOf(scope))).rows;
  const [totals, texts, foundNothing, products] = await Promise.all([
    readTotals(db, scope),
    rowsOf<CountedText>(`${SHOWN} select * from shown order by searches desc, text limit ${MOST_TEXTS}`),
    rowsOf<CountedText>(
      `${SHOWN} select * from shown where "foundNothing" > 0 order by "foundNothing" desc, text limit ${MOST_TEXTS}`,
    ),
    rowsOf<OpenedProduct>(
      `select product_id as "productId", sum(opens)::integer as opens from search_product where ${IN_SCOPE}
        group by product_id order by opens desc, product_id limit ${MOST_PRODUCTS}`,
    ),
  ]);
  return { totals, texts, foundNothing, products };
}

async function readTotals(db: Knex, scope: Scope): Promise<Totals> {
  const { rows } = await db.raw<{ rows: [Totals] }>(
    `${SHOWN}, total as (
       select coalesce(sum(searches), 0)::integer as searches, coalesce(sum(found_nothing), 0)::integer as "foundNothing",
              coalesce(sum(opens), 0)::integer as opens,
              coalesce(sum(searches) filter (where text = ''), 0)::integer as "notKept"
         from search_text where ${IN_SCOPE})
     select total.*, (searches - "notKept" - coalesce((select sum(searches) from shown), 0))::integer as rare from total`,
    [...valuesOf(scope), ...valuesOf(scope)],
  );
  return rows[0];
}

/** Most searched first, of those that mostly found something. */
export async function readPopular(db: Knex, catalog: string, limit: number): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { text: string }[] }>(
    `${SHOWN} select text from shown where "foundNothing" * 2 < searches order by searches desc, text limit ?`,
    [...valuesOf({ days: POPULAR_DAYS, catalog }), limit],
  );
  return rows.map(({ text }) => text);
}
