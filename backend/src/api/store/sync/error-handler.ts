import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import { errorHandler } from '@medusajs/framework/http';
import { ContainerRegistrationKeys } from '@medusajs/framework/utils';
import { refuse, requestIdOf } from './refusal';
import { toRefusal } from './to-refusal';

const coreErrorHandler = errorHandler();

/** On the sync address every error speaks the protocol, also those that Medusa raises before our route is reached. */
export function syncErrorHandler(
  error: unknown,
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction,
): void {
  res.removeHeader('X-Powered-By');
  if (req.path !== '/store/sync' || res.headersSent) {
    coreErrorHandler(error, req, res, next);
    return;
  }
  const refusal = toRefusal(error);
  if (refusal.code === 'internal' || refusal.code === 'busy') {
    req.scope.resolve(ContainerRegistrationKeys.LOGGER).error('A sync request failed', toError(error));
  }
  refuse(res, refusal, requestIdOf(req.body));
}

const toError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
