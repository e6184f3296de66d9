import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import { errorHandler } from '@medusajs/framework/http';
import { ContainerRegistrationKeys } from '@medusajs/framework/utils';
import { asError } from './as-error';
import { refuse, requestIdOf } from './refusal';
import { toRefusal } from './to-refusal';

const coreErrorHandler = errorHandler();

/** Every way of writing it that the router takes for it. */
const SYNC_ADDRESS = /^\/+store\/+sync(?:\/+attach)?\/*$/i;

/** On the sync addresses every error speaks the protocol, also those that Medusa raises before our route is reached. */
export function syncErrorHandler(
  error: unknown,
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction,
): void {
  res.removeHeader('X-Powered-By');
  if (error instanceof URIError && !res.headersSent) {
    res.status(400).json({ type: 'invalid_data', message: 'The address has a % that encodes nothing.' });
    return;
  }
  if (!SYNC_ADDRESS.test(req.path) || res.headersSent) {
    coreErrorHandler(error, req, res, next);
    return;
  }
  const refusal = toRefusal(error);
  if (refusal.code === 'internal' || refusal.code === 'busy') {
    req.scope.resolve(ContainerRegistrationKeys.LOGGER).error('A sync request failed', asError(error));
  }
  refuse(res, refusal, requestIdOf(req.body));
}
