import type { AuthenticatedMedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import type { SyncReply } from 'sync/protocol';
import { countRateLimited } from '../../../metrics/rate-limited';
import { principalOf } from '../../../modules/sync/owner';
import { syncLaneWorkflow } from '../../../workflows/sync/sync-lane';
import { addressOf } from './address-of';
import { parseSyncRequest } from './parse-request';
import { refuse, requestIdOf, SyncRefusal } from './refusal';
import { customerOf } from './session';

/** The one way to change a cart. A bad intent is a notice inside a 200; an error means that nothing was processed. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  if (req.is('json') === false) {
    const message = 'the body must be JSON, sent as application/json';
    return refuse(res, new SyncRefusal('invalid_request', message, { field: 'content-type' }), requestIdOf(req.body));
  }
  const parsed = parseSyncRequest(req.body);
  if (parsed.kind === 'refused') return refuse(res, parsed.refusal, requestIdOf(req.body));
  const { request } = parsed;
  const salesChannelId = req.publishable_key_context?.sales_channel_ids[0];
  if (!salesChannelId) {
    const message = 'the publishable key has no sales channel; give it one in the admin';
    return refuse(
      res,
      new SyncRefusal('invalid_request', message, { field: 'x-publishable-api-key' }),
      request.requestId,
    );
  }
  const principal = request.principal ?? null;
  const customerId = principal === null ? null : customerOf(req);
  // What one person made is never sent in the name of another, nor in nobody's.
  if (principal !== null && (customerId === null || principalOf(customerId) !== principal)) {
    return refuse(res, SyncRefusal.of({ code: 'wrong_principal', field: 'principal' }), request.requestId);
  }
  const { result } = await syncLaneWorkflow(req.scope).run({
    input: { request, salesChannelId, customerId, address: addressOf(req) },
  });
  if (result.kind === 'refused') {
    const { kind: _kind, ...refusal } = result;
    if (refusal.retryAfterSeconds !== undefined) countRateLimited(refusal.tooMany === 'forms' ? 'forms' : 'sync');
    return refuse(res, SyncRefusal.of(refusal), request.requestId);
  }
  res.json(result.reply satisfies SyncReply);
}
