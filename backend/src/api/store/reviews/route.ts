import type { AuthenticatedMedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import { countRateLimited } from '../../../metrics/rate-limited';
import { submitReviewWorkflow } from '../../../workflows/reviews/submit-review';
import { toOwnReview, type OwnReview } from '../../reviews/answers';
import { parse } from '../../reviews/parse';
import { refuse } from '../../reviews/refusals';
import { customerOf } from '../sync/session';
import { reviewFormSchema } from './validators';

/** A review, or the new words of one. The same form again gets the same answer. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const customerId = customerOf(req);
  if (customerId === null) return refuse(res, { code: 'not_signed_in' });
  const form = parse(reviewFormSchema, req.body);
  if (form.kind === 'refused') return refuse(res, form.problem);
  const { uuid, productId, ...content } = form.value;
  const { result } = await submitReviewWorkflow(req.scope).run({ input: { uuid, customerId, productId, content } });
  if (result.kind === 'stored') {
    res.json({ review: toOwnReview(result.review) } satisfies { review: OwnReview });
    return;
  }
  if (result.kind !== 'refused') return refuse(res, { code: result.kind });
  const { kind: _kind, ...problem } = result;
  if (problem.code === 'too_many') countRateLimited('reviews');
  refuse(res, problem);
}
