import type { MedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import { listReviewsWorkflow } from '../../../workflows/reviews/list-reviews';
import { toRating } from '../../reviews/answers';
import { parse } from '../../reviews/parse';
import { refuse } from '../../reviews/refusals';
import { reviewsQuerySchema } from './validators';

/** Of one product: with its average and stars. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const query = parse(reviewsQuerySchema, req.query);
  if (query.kind === 'refused') return refuse(res, query.problem);
  const { state, productId, ...page } = query.value;
  const { result } = await listReviewsWorkflow(req.scope).run({ input: { filter: { state, productId }, page } });
  const { offset, limit } = page;
  const { reviews, count, tally } = result;
  res.json({ reviews, count, offset, limit, ...(tally && toRating(tally)) });
}
