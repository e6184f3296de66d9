import type { MedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import { listMessagesWorkflow } from '../../../workflows/messages/list-messages';
import { refuse } from '../../contact/refusals';
import { parse } from '../../reviews/parse';
import { messagesQuerySchema } from './validators';

/** Newest first, of every state unless one is named. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const query = parse(messagesQuerySchema, req.query);
  if (query.kind === 'refused') return refuse(res, query.problem);
  const { state = null, ...page } = query.value;
  const { result } = await listMessagesWorkflow(req.scope).run({ input: { state, page } });
  res.json({ ...result, ...page });
}
