import { describe, expect, it } from 'vitest';
import { parseSyncRequest } from './parse-request';

const valid = {
  proto: 1,
  requestId: '00000000-0000-4000-8000-000000000001',
  clientId: '00000000-0000-4000-8000-0000000000c1',
  secret: 'x'.repeat(32),
  lane: 'cart',
  region: 'eu',
  epoch: null,
  baseRev: 0,
  noticesStored: [],
  mutations: [],
};

describe('parseSyncRequest', () => {
  it('takes a valid request', () => {
    expect(parseSyncRequest(valid)).toEqual({ kind: 'request', request: valid });
  });

  it.each([
    [{ ...valid, clientId: 'me' }, 'clientId'],
    [{ ...valid, secret: 'short' }, 'secret'],
    [{ ...valid, lane: 'wishes' }, 'lane'],
    [{ ...valid, baseRev: '0' }, 'baseRev'],
    [{ ...valid, proto: '1' }, 'proto'],
    [{ ...valid, mutations: [{ mid: 0 }] }, 'mutations.0.mid'],
    [{ ...valid, extra: true }, 'extra'],
    [[], 'body'],
    ['{}', 'body'],
    [undefined, 'body'],
  ])('names the field of %o', (body, field) => {
    expect(parseSyncRequest(body)).toMatchObject({
      kind: 'refused',
      refusal: { code: 'invalid_request', extra: { field } },
    });
  });

  it('does not follow a message into its depth', () => {
    const deep: unknown = JSON.parse(`{"a":${'['.repeat(30_000)}${']'.repeat(30_000)}}`);
    const mutation = { mid: 1, uuid: valid.requestId, parent: null, v: 1, kind: 'cart.wrap', args: deep };
    expect(parseSyncRequest({ ...valid, mutations: [mutation] })).toMatchObject({
      kind: 'refused',
      refusal: { code: 'invalid_request', message: expect.stringContaining('levels') as string },
    });
  });

  it('judges nothing else of another version', () => {
    expect(parseSyncRequest({ proto: 99 })).toMatchObject({
      kind: 'refused',
      refusal: { code: 'unsupported_protocol', extra: { supported: [1, 2] } },
    });
  });
});
