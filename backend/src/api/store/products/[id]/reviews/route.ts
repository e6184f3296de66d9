import type { MedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import { readReviewsWorkflow } from '../../../../../workflows/reviews/read-reviews';
import { toPublicReview, toRating, type ReviewsAnswer } from '../../../../reviews/answers';
import { parse } from '../../../../reviews/parse';
import { refuse } from '../../../../reviews/refusals';
import { reviewsQuerySchema } from '../../../reviews/validators';

/** What everybody may read about a product, and how many stars it has. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const query = parse(reviewsQuerySchema, req.query);
  if (query.kind === 'refused') return refuse(res, query.problem);
  const productId = req.params.id ?? '';
  const { result } = await readReviewsWorkflow(req.scope).run({ input: { productId, page: query.value } });
  if (result.kind === 'unknown_product') return refuse(res, { code: 'unknown_product' });
  const { tally, reviews } = result;
  const { offset, limit } = query.value;
  const body: ReviewsAnswer = {
    productId,
    ...toRating(tally),
    reviews: reviews.map(toPublicReview),
    count: tally.count,
    offset,
    limit,
  };
  res.set('Cache-Control', 'no-cache').json(body);
}
