import type { MedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import { moderateReviewsWorkflow } from '../../../../workflows/reviews/moderate-reviews';
import { parse } from '../../../reviews/parse';
import { refuse } from '../../../reviews/refusals';
import { verdictsSchema } from '../validators';

/** One verdict on several. What has changed or gone meanwhile is skipped and named. */
export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const body = parse(verdictsSchema, req.body);
  if (body.kind === 'refused') return refuse(res, body.problem);
  const { state, reviews: verdicts } = body.value;
  const { result } = await moderateReviewsWorkflow(req.scope).run({ input: { verdicts, state } });
  res.json(result);
}
