import type { MedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import { deleteReviewWorkflow } from '../../../../workflows/reviews/delete-review';
import { moderateReviewsWorkflow } from '../../../../workflows/reviews/moderate-reviews';
import { parse } from '../../../reviews/parse';
import { refuse } from '../../../reviews/refusals';
import { verdictSchema } from '../validators';

export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const verdict = parse(verdictSchema, req.body);
  if (verdict.kind === 'refused') return refuse(res, verdict.problem);
  const { state, revision } = verdict.value;
  const verdicts = [{ id: req.params.id ?? '', revision }];
  const { result } = await moderateReviewsWorkflow(req.scope).run({ input: { verdicts, state } });
  const [review] = result.reviews;
  if (review) {
    res.json({ review });
    return;
  }
  const isUnknown = result.skipped[0]?.reason === 'unknown';
  refuse(res, { code: isUnknown ? 'unknown_review' : 'changed_meanwhile' });
}

export async function DELETE(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const id = req.params.id ?? '';
  const { result } = await deleteReviewWorkflow(req.scope).run({ input: { id, customerId: null } });
  if (!result.isDeleted) return refuse(res, { code: 'unknown_review' });
  res.json({ id, deleted: true });
}
