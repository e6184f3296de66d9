import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { add, quantities } from './device.ts';
import { openHarness, type Harness } from './harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness?.close());

const rows = async (table: string) => (await harness.sql.query(`select * from ${table} order by 1, 2`)).rows;

describe('a request that cannot be processed', () => {
  const cases: Array<[string, (valid: Record<string, unknown>) => unknown, number, string, string | undefined]> = [
    ['is not JSON', () => '{"proto": 1,', 400, 'malformed_json', undefined],
    ['is a JSON text', () => '"hello"', 400, 'malformed_json', undefined],
    ['is a list', () => [], 400, 'invalid_request', 'body'],
    ['is empty', () => '', 400, 'invalid_request', 'proto'],
    ['has 10 MB', () => JSON.stringify({ filler: 'x'.repeat(10_000_000) }), 413, 'too_large', undefined],
    ['speaks a later protocol', (v) => ({ ...v, proto: 2, news: true }), 400, 'unsupported_protocol', 'proto'],
    ['has a client id that is none', (v) => ({ ...v, clientId: 'me' }), 400, 'invalid_request', 'clientId'],
    ['has a number for a secret', (v) => ({ ...v, secret: 7 }), 400, 'invalid_request', 'secret'],
    ['has an unknown lane', (v) => ({ ...v, lane: 'wishes' }), 400, 'invalid_request', 'lane'],
    ['has a region nobody knows', (v) => ({ ...v, region: 'atlantis' }), 400, 'unknown_region', undefined],
    ['has a key too many', (v) => ({ ...v, admin: true }), 400, 'invalid_request', 'admin'],
    ['has mutations without an order', (v) => ({ ...v, mutations: [{}] }), 400, 'invalid_request', 'mutations.0.mid'],
    [
      'has a mutation before the first',
      (v) => ({ ...v, mutations: [{ mid: 0, uuid: randomUUID(), parent: null, v: 1, kind: 'cart.add', args: {} }] }),
      400,
      'invalid_request',
      'mutations.0.mid',
    ],
    [
      'has arguments that are no object',
      (v) => ({ ...v, mutations: [{ mid: 1, uuid: randomUUID(), parent: null, v: 1, kind: 'cart.add', args: 'all' }] }),
      400,
      'invalid_request',
      'mutations.0.args',
    ],
  ];

  it.each(cases)('%s', async (_, change, status, code, field) => {
    const device = harness.device();
    const before = await rows('sync_client');
    const answer = await device.send(change({ ...device.request() }));
    expect(answer).toMatchObject({ status, error: { error: { code } } });
    if ('error' in answer) expect(answer.error.error.field).toBe(field);
    expect(await rows('sync_client')).toEqual(before);
  });

  it('names the versions it would accept and the request it answers', async () => {
    const device = harness.device();
    const request = { ...device.request(), proto: 7 };
    expect(await device.send(request)).toMatchObject({ error: { requestId: request.requestId, supported: [1] } });
  });

  it('needs a publishable key', async () => {
    const device = harness.device();
    const keyless = Object.assign(harness.device(), { options: { ...device.options, publishableKey: 'pk_nobody' } });
    expect(await keyless.send(keyless.request())).toMatchObject({
      status: 400,
      error: { error: { code: 'invalid_request', field: 'x-publishable-api-key' } },
    });
  });

  it('refuses a foreign client id without touching what it has', async () => {
    const { plenty } = harness.shop.variants;
    const owner = harness.device();
    await owner.sync(add(plenty, 2));
    const before = [await rows('sync_client'), await rows('sync_lane'), await rows('sync_line')];

    const thief = harness.device();
    thief.clientId = owner.clientId;
    const request = thief.request([add(plenty, 5)], { noticesStored: [`${owner.clientId}:1`] });
    expect(await thief.send(request)).toMatchObject({ status: 403, error: { error: { code: 'wrong_secret' } } });

    expect([await rows('sync_client'), await rows('sync_lane'), await rows('sync_line')]).toEqual(before);
    expect(quantities(await owner.sync())).toEqual({ [plenty]: 2 });
  });
});

describe('an intent that cannot be understood', () => {
  it.each([0, -1, 1.5, 1e9, '3', null])('quantity %o is a notice, and the next one goes on', async (quantity) => {
    const { plenty, uncounted } = harness.shop.variants;
    const device = harness.device();
    const reply = await device.sync(add(plenty, quantity), add(uncounted, 2));
    expect(quantities(reply)).toEqual({ [uncounted]: 2 });
    expect(reply.lastMid).toBe(2);
    expect(reply.notices).toMatchObject([
      { id: `${device.clientId}:1`, kind: 'rejected', data: { mid: 1, code: 'invalid_quantity' } },
    ]);
  });

  it.each([['not an id at all!'], [''], ['x'.repeat(65)], [7]])('variant %o is a notice', async (variantId) => {
    const reply = await harness.device().sync({ kind: 'cart.add', args: { variantId, quantity: 1 } });
    expect(reply).toMatchObject({ lastMid: 1, snapshot: { lines: [] } });
    expect(reply.notices).toMatchObject([{ kind: 'rejected', data: { code: 'invalid_variant' } }]);
  });

  it('a kind of a later version waits, and so does everything behind it', async () => {
    const { plenty } = harness.shop.variants;
    const reply = await harness.device().sync(add(plenty, 1), { kind: 'cart.wrap', args: {} }, add(plenty, 4));
    expect(quantities(reply)).toEqual({ [plenty]: 1 });
    expect(reply).toMatchObject({ lastMid: 1, stopped: { mid: 2, code: 'unknown_kind' } });
  });
});
