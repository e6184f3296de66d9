import { MedusaError, PUBLISHABLE_KEY_HEADER } from '@medusajs/framework/utils';
import { z } from '@medusajs/framework/zod';
import { MAX_BODY_BYTES } from 'sync/protocol';
import { SyncRefusal } from './refusal';

const text = z.string().optional().catch(undefined);
const foreignError = z.object({ type: text, code: text, name: text }).catch({});

/** Foreign errors by class and code, never by their text. */
export function toRefusal(error: unknown): SyncRefusal {
  const { type, code, name } = foreignError.parse(error);
  if (type === 'entity.parse.failed') return new SyncRefusal('malformed_json', 'the body is not JSON');
  if (type === 'request.aborted') return new SyncRefusal('malformed_json', 'the body ended early');
  if (code?.startsWith('Z_')) return new SyncRefusal('malformed_json', 'the body cannot be unpacked');
  if (type === 'entity.too.large') {
    return new SyncRefusal('too_large', `the body has more than ${MAX_BODY_BYTES} bytes; send fewer changes at a time`);
  }
  if (type === 'encoding.unsupported' || type === 'charset.unsupported' || type === 'request.size.invalid') {
    return new SyncRefusal('invalid_request', 'the body must be plain UTF-8 JSON', { field: 'body' });
  }
  if (type === MedusaError.Types.NOT_ALLOWED || type === MedusaError.Types.UNAUTHORIZED) {
    return new SyncRefusal('invalid_request', 'a valid publishable key is required', { field: PUBLISHABLE_KEY_HEADER });
  }
  if (name === 'KnexTimeoutError' || (code !== undefined && isDatabaseAway(code))) {
    return new SyncRefusal('busy', 'the shop cannot reach its database right now; try again in a moment');
  }
  return new SyncRefusal('internal', 'something went wrong on our side; nothing of this request was lost, try again');
}

const NETWORK_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']);

/** SQLSTATE classes 08 (connection), 53 (resources), 57P (shutdown), 40 (serialization, deadlock), 55P03 (lock). */
function isDatabaseAway(code: string): boolean {
  return NETWORK_CODES.has(code) || /^(08|53|40)...$|^57P..$|^55P03$/.test(code);
}
