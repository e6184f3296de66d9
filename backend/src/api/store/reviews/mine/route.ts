import type { AuthenticatedMedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import { PRODUCT_REVIEW } from '../../../../modules/product-review';
import { toOwnReview, type OwnReviewsAnswer } from '../../../reviews/answers';
import { parse } from '../../../reviews/parse';
import { refuse } from '../../../reviews/refusals';
import { customerOf } from '../../sync/session';
import { ownReviewsQuerySchema } from '../validators';

/** What the customer has written, in every state. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const customerId = customerOf(req);
  if (customerId === null) return refuse(res, { code: 'not_signed_in' });
  const query = parse(ownReviewsQuerySchema, req.query);
  if (query.kind === 'refused') return refuse(res, query.problem);
  const { offset, limit, productId } = query.value;
  const { reviews, count } = await req.scope.resolve(PRODUCT_REVIEW).list({ customerId, productId }, { offset, limit });
  const body: OwnReviewsAnswer = { reviews: reviews.map(toOwnReview), count, offset, limit };
  res.set('Cache-Control', 'no-store').json(body);
}
