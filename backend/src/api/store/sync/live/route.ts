import type { AuthenticatedMedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import { countRateLimited } from '../../../../metrics/rate-limited';
import { LIVE_MODULE } from '../../../../modules/live';
import { customerTopic, deviceTopic } from '../../../../modules/live/topic';
import type { LiveModuleService } from '../../../../modules/live/service';
import { hashSecret } from '../../../../modules/sync/secret';
import { addressOf } from '../address-of';
import { eventStream } from './event-stream';
import { DEVICE_HEADER, deviceSecretSchema } from './validators';

/** Then the device shows its credentials anew, so a session that was ended elsewhere does not listen for ever. */
const LIFETIME_MS = 30 * 60_000;
const RETRY_AFTER = '15';

/** A stream that says "poke" when something of this device, or of the customer who is signed in on it, has changed. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const secret = deviceSecretSchema.safeParse(req.get(DEVICE_HEADER));
  if (!secret.success) {
    res.status(400).json({ type: 'invalid_data', message: `The header ${DEVICE_HEADER} must hold a device secret.` });
    return;
  }
  const customerId = req.auth_context?.actor_id;
  if (req.get('authorization') && !customerId) {
    res.status(401).json({ type: 'unauthorized', message: 'The token is not of a customer, or it is too old.' });
    return;
  }
  const topics = [deviceTopic(hashSecret(secret.data)), ...(customerId ? [customerTopic(customerId)] : [])];
  const stream = eventStream(res);
  const opened = await req.scope.resolve<LiveModuleService>(LIVE_MODULE).open(topics, stream, addressOf(req));
  if (opened.kind === 'too-many') {
    countRateLimited('live');
    res.setHeader('Retry-After', RETRY_AFTER);
    res
      .status(429)
      .json({ type: 'too_many', message: 'Too many streams are open from this address; ask again later.' });
    return;
  }
  if (opened.kind !== 'open') {
    res.setHeader('Retry-After', RETRY_AFTER);
    res.status(503).json({ type: opened.kind, message: 'There is no place to listen right now; ask again later.' });
    return;
  }
  const lifetime = setTimeout(() => stream.end(), LIFETIME_MS).unref();
  res.on('close', () => {
    clearTimeout(lifetime);
    opened.close();
  });
  if (res.destroyed) opened.close();
  stream.start();
}
