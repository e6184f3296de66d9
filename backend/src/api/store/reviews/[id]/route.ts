import type { AuthenticatedMedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import { deleteReviewWorkflow } from '../../../../workflows/reviews/delete-review';
import { refuse } from '../../../reviews/refusals';
import { customerOf } from '../../sync/session';

/** One's own. Somebody else's is as unknown as one that never was. */
export async function DELETE(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const customerId = customerOf(req);
  if (customerId === null) return refuse(res, { code: 'not_signed_in' });
  const id = req.params.id ?? '';
  const { result } = await deleteReviewWorkflow(req.scope).run({ input: { id, customerId } });
  if (!result.isDeleted) return refuse(res, { code: 'unknown_review' });
  res.json({ id, deleted: true });
}
