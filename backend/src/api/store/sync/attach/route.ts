import type { AuthenticatedMedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import { MAGIC, type AttachReply } from 'sync/protocol';
import { countRateLimited } from '../../../../metrics/rate-limited';
import { ADMISSION_MODULE } from '../../../../modules/admission';
import type { AdmissionModuleService } from '../../../../modules/admission/service';
import { principalOf } from '../../../../modules/sync/owner';
import { attachDeviceWorkflow } from '../../../../workflows/sync/attach-device';
import { addressOf } from '../address-of';
import { parseAttachRequest } from '../parse-request';
import { refuse, requestIdOf, SyncRefusal } from '../refusal';
import { customerOf } from '../session';

/** After somebody has signed in: what the device has collected goes to them. Asking again changes nothing. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const parsed = parseAttachRequest(req.body);
  if (parsed.kind === 'refused') return refuse(res, parsed.refusal, requestIdOf(req.body));
  const { requestId, secret } = parsed.request;
  const customerId = customerOf(req);
  if (customerId === null) {
    const message = 'nobody is signed in; sign in first, then attach the device';
    return refuse(res, new SyncRefusal('wrong_principal', message, { field: 'authorization' }), requestId);
  }
  const admission = await req.scope.resolve<AdmissionModuleService>(ADMISSION_MODULE).admit(addressOf(req));
  if (admission.kind === 'refused') {
    const { retryAfterSeconds } = admission;
    countRateLimited('attach');
    return refuse(res, SyncRefusal.of({ code: 'busy', retryAfterSeconds }), requestId);
  }
  const { result } = await attachDeviceWorkflow(req.scope).run({ input: { secret, customerId } });
  if (result.kind === 'wrong_principal') {
    const message = 'this device was attached to somebody else before; give it a new secret';
    return refuse(res, new SyncRefusal('wrong_principal', message, { field: 'secret' }), requestId);
  }
  if (result.kind === 'busy') return refuse(res, SyncRefusal.of({ code: 'busy' }), requestId);
  res.json({
    magic: MAGIC,
    requestId,
    principal: principalOf(customerId),
    merged: result.merged,
  } satisfies AttachReply);
}
