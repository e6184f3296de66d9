import type { MedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import { sendAgainWorkflow } from '../../../../../workflows/messages/send-again';
import { refuse } from '../../../../contact/refusals';

/** Sends what was given up or kept. */
export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const id = req.params.id ?? '';
  const { result } = await sendAgainWorkflow(req.scope).run({ input: { id } });
  if (result.outcome === 'unknown') return refuse(res, { code: 'unknown_message' });
  if (result.outcome === 'no-channel') return refuse(res, { code: 'no_channel' });
  res.json({ id, state: result.outcome });
}
