import type { Knex } from '@medusajs/framework/mikro-orm/knex';
import { randomUUID } from 'node:crypto';
import { REVIEW_COLUMNS } from './columns';
import type { Purchase, Review, Submission, Submitted } from './types';

/** For so long a form that comes again is recognized: longer than any device keeps one. */
const REMEMBERED = '400 days';

/**
 * Takes a form once. One customer's forms are taken one after the other: two at once, or the same one twice, would each
 * find no review yet.
 */
export async function submitReview(
  trx: Knex.Transaction,
  submission: Submission,
  purchase: Purchase,
): Promise<Submitted> {
  const { customerId, uuid, fingerprint } = submission;
  await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`product-review:${customerId}`]);
  const before = await recallSubmission(trx, submission);
  if (before) return before;
  const review = (await change(trx, submission, purchase)) ?? (await create(trx, submission, purchase));
  await trx.raw(
    `with forgotten as (
       delete from product_review_submission where customer_id = ? and taken_at < now() - ?::interval)
     insert into product_review_submission (customer_id, uuid, fingerprint, review_id) values (?, ?, ?, ?)`,
    [customerId, REMEMBERED, customerId, uuid, fingerprint, review.id],
  );
  return { kind: 'stored', review };
}

/** What was answered to this form when it came first; undefined when it never came. */
export async function recallSubmission(knex: Knex, submission: Submission): Promise<Submitted | undefined> {
  const { rows } = await knex.raw<{ rows: { fingerprint: string; reviewId: string }[] }>(
    `select fingerprint, review_id as "reviewId" from product_review_submission where customer_id = ? and uuid = ?`,
    [submission.customerId, submission.uuid],
  );
  const taken = rows[0];
  if (!taken) return undefined;
  if (taken.fingerprint !== submission.fingerprint) return { kind: 'uuid_reused' };
  const review = await findReview(knex, taken.reviewId);
  return review ? { kind: 'stored', review } : { kind: 'withdrawn' };
}

export async function findReview(knex: Knex, id: string): Promise<Review | undefined> {
  const { rows } = await knex.raw<{ rows: Review[] }>(`select ${REVIEW_COLUMNS} from product_review where id = ?`, [
    id,
  ]);
  return rows[0];
}

/** The merchant reads again what has changed, and only that. Undefined when there is no review yet. */
async function change(trx: Knex.Transaction, submission: Submission, purchase: Purchase): Promise<Review | undefined> {
  const { customerId, productId, content } = submission;
  const { rating, title, text, name, language } = content;
  const same = await trx.raw<{ rows: Review[] }>(
    `select ${REVIEW_COLUMNS} from product_review
      where customer_id = ? and product_id = ?
        and (rating, title, text, name, language) is not distinct from (?::smallint, ?, ?, ?, ?::text)`,
    [customerId, productId, rating, title, text, name, language],
  );
  if (same.rows[0]) return same.rows[0];
  const { rows } = await trx.raw<{ rows: Review[] }>(
    `update product_review
        set rating = ?, title = ?, text = ?, name = ?, language = ?, order_id = ?, line_item_id = ?,
            state = 'pending', revision = revision + 1, updated_at = now(), moderated_at = null
      where customer_id = ? and product_id = ?
      returning ${REVIEW_COLUMNS}`,
    [rating, title, text, name, language, purchase.orderId, purchase.lineItemId, customerId, productId],
  );
  return rows[0];
}

async function create(trx: Knex.Transaction, submission: Submission, purchase: Purchase): Promise<Review> {
  const { customerId, productId, content } = submission;
  const { rating, title, text, name, language } = content;
  const id = `prev_${randomUUID().replaceAll('-', '')}`;
  const { rows } = await trx.raw<{ rows: [Review] }>(
    `insert into product_review
       (id, product_id, customer_id, order_id, line_item_id, rating, title, text, name, language)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     returning ${REVIEW_COLUMNS}`,
    [id, productId, customerId, purchase.orderId, purchase.lineItemId, rating, title, text, name, language],
  );
  return rows[0];
}
