import type { MedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import { removeMessageWorkflow } from '../../../../workflows/messages/remove-message';
import { refuse } from '../../../contact/refusals';

export async function DELETE(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const id = req.params.id ?? '';
  const { result } = await removeMessageWorkflow(req.scope).run({ input: { id } });
  if (!result.isRemoved) return refuse(res, { code: 'unknown_message' });
  res.json({ id, deleted: true });
}
