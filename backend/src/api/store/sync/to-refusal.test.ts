import { expect, it } from 'vitest';
import { toRefusal } from './to-refusal';

it.each([
  [{ type: 'entity.parse.failed', status: 400 }, 'malformed_json'],
  [{ type: 'request.aborted', status: 400 }, 'malformed_json'],
  [{ code: 'Z_DATA_ERROR', status: 400 }, 'malformed_json'],
  [{ type: 'entity.too.large', status: 413 }, 'too_large'],
  [{ type: 'encoding.unsupported', status: 415 }, 'invalid_request'],
  [{ type: 'not_allowed', message: 'any words' }, 'invalid_request'],
  [{ code: 'ECONNREFUSED' }, 'busy'],
  [{ code: '57P01' }, 'busy'],
  [{ code: '40001' }, 'busy'],
  [{ code: '53300' }, 'busy'],
  [{ name: 'KnexTimeoutError' }, 'busy'],
  [{ code: '23505' }, 'internal'],
  [new Error('database restarted'), 'internal'],
  ['a string', 'internal'],
  [null, 'internal'],
])('%o is %s', (error, code) => {
  expect(toRefusal(error).code).toBe(code);
});
