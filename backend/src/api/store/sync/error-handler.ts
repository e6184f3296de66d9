import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import { errorHandler } from '@medusajs/framework/http';
import { ContainerRegistrationKeys, MedusaError, PUBLISHABLE_KEY_HEADER } from '@medusajs/framework/utils';
import { MAX_BODY_BYTES } from 'sync/protocol';
import { refuse, SyncRefusal } from './refusal';

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

/** Foreign errors by class and code, never by their text. */
export function toRefusal(error: unknown): SyncRefusal {
  const { type, code } = describe(error);
  if (type === 'entity.parse.failed') return new SyncRefusal('malformed_json', 'the body is not JSON');
  if (type === 'entity.too.large') {
    return new SyncRefusal('too_large', `the body has more than ${MAX_BODY_BYTES} bytes; send fewer changes at a time`);
  }
  if (type === 'encoding.unsupported' || type === 'charset.unsupported' || type === 'request.size.invalid') {
    return new SyncRefusal('invalid_request', 'the body must be plain UTF-8 JSON', { field: 'body' });
  }
  if (type === MedusaError.Types.NOT_ALLOWED || type === MedusaError.Types.UNAUTHORIZED) {
    return new SyncRefusal('invalid_request', 'a valid publishable key is required', { field: PUBLISHABLE_KEY_HEADER });
  }
  if (code !== undefined && isDatabaseAway(code)) {
    return new SyncRefusal('busy', 'the shop cannot reach its database right now; try again in a moment');
  }
  return new SyncRefusal('internal', 'something went wrong on our side; nothing of this request was lost, try again');
}

const NETWORK_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']);

/** SQLSTATE classes 08 (connection), 53 (resources), 57P (shutdown), 40 (serialization, deadlock), 55P03 (lock). */
function isDatabaseAway(code: string): boolean {
  return NETWORK_CODES.has(code) || /^(08|53|40)...$|^57P..$|^55P03$/.test(code);
}

function describe(error: unknown): { type?: string; code?: string } {
  if (typeof error !== 'object' || error === null) return {};
  const type = 'type' in error && typeof error.type === 'string' ? error.type : undefined;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return { ...(type !== undefined && { type }), ...(code !== undefined && { code }) };
}

const toError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

function requestIdOf(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('requestId' in body)) return null;
  return typeof body.requestId === 'string' && body.requestId.length <= 64 ? body.requestId : null;
}
