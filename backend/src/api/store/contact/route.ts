import type { MedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import { countRateLimited } from '../../../metrics/rate-limited';
import { sendContactWorkflow } from '../../../workflows/messages/send-contact';
import { refuse } from '../../contact/refusals';
import { parse } from '../../reviews/parse';
import { addressOf } from '../sync/address-of';
import { contactFormSchema } from './validators';

/** A message to the shop. The same again gets the same answer. */
export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const form = parse(contactFormSchema, req.body);
  if (form.kind === 'refused') return refuse(res, form.problem);
  const { uuid, name, email, subject, message, language } = form.value;
  const content = { subject, text: message, replyTo: { name, address: email }, language };
  const { result } = await sendContactWorkflow(req.scope).run({ input: { uuid, content, address: addressOf(req) } });
  if (result.kind === 'refused') {
    const { kind: _kind, ...problem } = result;
    if (problem.code === 'too_many') countRateLimited('forms');
    return refuse(res, problem);
  }
  res.json({ taken: true });
}
