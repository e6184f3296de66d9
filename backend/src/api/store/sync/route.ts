import type { MedusaStoreRequest, MedusaResponse } from '@medusajs/framework/http';
import type { SyncReply } from 'sync/protocol';
import { syncLaneWorkflow } from '../../../workflows/sync/sync-lane';
import { parseSyncRequest } from './parse-request';
import { refuse, requestIdOf, SyncRefusal } from './refusal';

/** The one way to change a cart. A bad intent is a notice inside a 200; an error means that nothing was processed. */
export async function POST(req: MedusaStoreRequest, res: MedusaResponse): Promise<void> {
  if (req.is('json') === false) {
    const message = 'the body must be JSON, sent as application/json';
    return refuse(res, new SyncRefusal('invalid_request', message, { field: 'content-type' }));
  }
  const parsed = parseSyncRequest(req.body);
  if (parsed.kind === 'refused') return refuse(res, parsed.refusal, requestIdOf(req.body));
  const { request } = parsed;
  const salesChannelId = req.publishable_key_context.sales_channel_ids[0];
  if (!salesChannelId) {
    const message = 'the publishable key has no sales channel; give it one in the admin';
    return refuse(
      res,
      new SyncRefusal('invalid_request', message, { field: 'x-publishable-api-key' }),
      request.requestId,
    );
  }
  const { result } = await syncLaneWorkflow(req.scope).run({ input: { request, salesChannelId } });
  if (result.kind === 'refused') return refuse(res, SyncRefusal.of(result), request.requestId);
  res.json(result.reply satisfies SyncReply);
}
