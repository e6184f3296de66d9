import type { Knex } from '@medusajs/framework/mikro-orm/knex';
import { REVIEW_COLUMNS } from './columns';
import type { Moderated, Review, ReviewState, Verdict } from './types';

/** What was edited since the merchant has read it is skipped. */
export async function moderateReviews(
  trx: Knex.Transaction,
  verdicts: readonly Verdict[],
  state: ReviewState,
): Promise<Moderated> {
  // In one order, so that two merchants never wait for each other.
  const { rows: known } = await trx.raw<{ rows: Verdict[] }>(
    'select id, revision from product_review where id = any(?::text[]) order by id for update',
    [verdicts.map(({ id }) => id)],
  );
  const revisions = new Map(known.map(({ id, revision }) => [id, revision]));
  const isCurrent = ({ id, revision }: Verdict) => revisions.get(id) === revision;
  const { rows: reviews } = await trx.raw<{ rows: Review[] }>(
    `update product_review set state = ?, moderated_at = now() where id = any(?::text[]) returning ${REVIEW_COLUMNS}`,
    [state, verdicts.filter(isCurrent).map(({ id }) => id)],
  );
  const skipped = verdicts
    .filter((verdict) => !isCurrent(verdict))
    .map(({ id }) => ({ id, reason: revisions.has(id) ? ('changed' as const) : ('unknown' as const) }));
  return { reviews, skipped };
}
