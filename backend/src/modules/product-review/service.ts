import type { Knex } from '@medusajs/framework/mikro-orm/knex';
import { ContainerRegistrationKeys } from '@medusajs/framework/utils';
import { moderateReviews } from './moderate';
import { listReviews, tallyReviews } from './read';
import { recallSubmission, submitReview } from './submit';
import type {
  ImportedReview,
  Moderated,
  Page,
  Purchase,
  ReviewFilter,
  ReviewPage,
  ReviewSort,
  ReviewState,
  Submission,
  Submitted,
  Tally,
  Verdict,
} from './types';

type Dependencies = { [ContainerRegistrationKeys.PG_CONNECTION]: Knex };

/** Each method is one transaction over the tables of this module and nothing else. */
export class ProductReviewService {
  readonly #db: Knex;

  constructor({ [ContainerRegistrationKeys.PG_CONNECTION]: db }: Dependencies) {
    this.#db = db;
  }

  recall(submission: Submission): Promise<Submitted | undefined> {
    return recallSubmission(this.#db, submission);
  }

  submit(submission: Submission, purchase: Purchase): Promise<Submitted> {
    return this.#db.transaction((trx) => submitReview(trx, submission, purchase));
  }

  list(filter: ReviewFilter, page: Page & { sort?: ReviewSort }): Promise<ReviewPage> {
    return listReviews(this.#db, filter, page);
  }

  tally(productId: string): Promise<Tally> {
    return tallyReviews(this.#db, productId);
  }

  moderate(verdicts: readonly Verdict[], state: ReviewState): Promise<Moderated> {
    return this.#db.transaction((trx) => moderateReviews(trx, verdicts, state));
  }

  /** Whether there was one. With a customer: one of theirs. */
  async remove(id: string, customerId: string | null): Promise<boolean> {
    const { rowCount } = await this.#db.raw<{ rowCount: number }>(
      'delete from product_review where id = ? and (?::text is null or customer_id = ?)',
      [id, customerId, customerId],
    );
    return rowCount > 0;
  }

  /** The accounts are gone: what was said stays, without a name. The orders stay as well, so what they prove does. */
  async forgetCustomers(customerIds: string[]): Promise<void> {
    await this.#db.raw(
      `with forgotten as (delete from product_review_submission where customer_id = any(?::text[]))
       update product_review set customer_id = null, name = ''
        where customer_id = any(?::text[])`,
      [customerIds, customerIds],
    );
  }

  /** Ids of those that were not there yet. */
  async importMissing(reviews: readonly ImportedReview[]): Promise<string[]> {
    const { rows } = await this.#db.raw<{ rows: { id: string }[] }>(
      `insert into product_review (id, product_id, rating, title, text, name, language, state, created_at, updated_at)
       select r.id, r."productId", r.rating, r.title, r.text, r.name, r.language, r.state,
              now() - make_interval(days => r."daysAgo"), now() - make_interval(days => r."daysAgo")
         from jsonb_to_recordset(?::jsonb) as r(id text, "productId" text, rating smallint, title text, text text,
              name text, language text, state text, "daysAgo" integer)
       on conflict (id) do nothing
       returning id`,
      [JSON.stringify(reviews)],
    );
    return rows.map(({ id }) => id);
  }
}
