import { z } from '@medusajs/framework/zod';
import { REVIEW_SORTS, REVIEW_STATES } from '../../../modules/product-review/types';
import { idSchema, pageSchema } from '../../reviews/page';

/** As many as a page of the admin can show. */
const MOST = 100;

const state = z.enum(REVIEW_STATES, { error: `must be one of ${REVIEW_STATES.join(', ')}` });
const revision = z.int({ error: 'must be the revision of the review that was read' }).min(1);

export const reviewsQuerySchema = z.strictObject({
  ...pageSchema,
  state: state.optional(),
  productId: idSchema.optional(),
  sort: z.enum(REVIEW_SORTS, { error: `must be one of ${REVIEW_SORTS.join(', ')}` }).default('newest'),
});

export const verdictSchema = z.strictObject({ state, revision });

export const verdictsSchema = z.strictObject({
  state,
  reviews: z
    .array(z.strictObject({ id: idSchema, revision }), { error: 'must be a list of ids and revisions' })
    .min(1, 'must name a review')
    .max(MOST, `must name ${MOST} reviews at most`),
});
