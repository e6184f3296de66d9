import type { Knex } from '@medusajs/framework/mikro-orm/knex';
import { REVIEW_COLUMNS } from './columns';
import type { Page, Review, ReviewFilter, ReviewPage, ReviewSort, Tally } from './types';

const ORDER: Record<ReviewSort, string> = {
  newest: 'created_at desc, id',
  oldest: 'created_at, id',
  highest: 'rating desc, created_at desc, id',
  lowest: 'rating, created_at desc, id',
};

/** Of every state, unless the filter says which. */
export async function listReviews(
  knex: Knex,
  filter: ReviewFilter,
  { offset, limit, sort = 'newest' }: Page & { sort?: ReviewSort },
): Promise<ReviewPage> {
  const { state = null, productId = null, customerId = null } = filter;
  const where = `(?::text is null or state = ?) and (?::text is null or product_id = ?) and (?::text is null or customer_id = ?)`;
  const values = [state, state, productId, productId, customerId, customerId];
  const [page, total] = await Promise.all([
    knex.raw<{ rows: Review[] }>(
      `select ${REVIEW_COLUMNS} from product_review where ${where} order by ${ORDER[sort]} offset ? limit ?`,
      [...values, offset, limit],
    ),
    knex.raw<{ rows: [{ count: number }] }>(
      `select count(*)::integer as count from product_review where ${where}`,
      values,
    ),
  ]);
  return { reviews: page.rows, count: total.rows[0].count };
}

export async function tallyReviews(knex: Knex, productId: string): Promise<Tally> {
  const { rows } = await knex.raw<{ rows: [Tally] }>(
    `select round(avg(rating), 2)::float8 as average, count(*)::integer as count,
            array(select (select count(*)::integer from product_review
                           where product_id = ? and state = 'approved' and rating = star)
                    from generate_series(1, 5) as star order by star) as stars
       from product_review where product_id = ? and state = 'approved'`,
    [productId, productId],
  );
  return rows[0];
}
