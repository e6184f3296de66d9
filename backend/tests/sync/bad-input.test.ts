import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { add, expectReply, quantities } from './device.ts';
import { openHarness, type Harness } from './harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness?.close());

async function raw(address: string, body: string, headers: Record<string, string> = {}) {
  const response = await fetch(harness.backend.url + address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-publishable-api-key': harness.shop.publishableKey, ...headers },
    body,
  });
  return { status: response.status, json: (await response.json()) as { error: { code: string; field?: string } } };
}

const rows = async (table: string) => (await harness.sql.query(`select * from ${table} order by 1, 2`)).rows;

describe('a request that cannot be processed', () => {
  const cases: Array<[string, (valid: Record<string, unknown>) => unknown, number, string, string | undefined]> = [
    ['is not JSON', () => '{"proto": 1,', 400, 'malformed_json', undefined],
    ['is a JSON text', () => '"hello"', 400, 'malformed_json', undefined],
    ['is a list', () => [], 400, 'invalid_request', 'body'],
    ['is empty', () => '', 400, 'invalid_request', 'proto'],
    ['has 10 MB', () => JSON.stringify({ filler: 'x'.repeat(10_000_000) }), 413, 'too_large', undefined],
    ['speaks a later protocol', (v) => ({ ...v, proto: 3, news: true }), 400, 'unsupported_protocol', 'proto'],
    ['has a client id that is none', (v) => ({ ...v, clientId: 'me' }), 400, 'invalid_request', 'clientId'],
    ['has a number for a secret', (v) => ({ ...v, secret: 7 }), 400, 'invalid_request', 'secret'],
    [
      'is all depth',
      (v) => JSON.stringify({ ...v, mutations: 0 }).replace('0}', '['.repeat(30_000) + ']'.repeat(30_000) + '}'),
      400,
      'invalid_request',
      'body',
    ],
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

  it.each([
    ['is no JSON by its type', { 'content-type': 'text/plain' }, 'invalid_request', 'content-type'],
    [
      'is a form by its type',
      { 'content-type': 'application/x-www-form-urlencoded' },
      'invalid_request',
      'content-type',
    ],
    ['is not packed as it says', { 'content-encoding': 'gzip' }, 'malformed_json', undefined],
  ])('%s', async (_, headers, code, field) => {
    const device = harness.device();
    const answer = await raw('/store/sync', JSON.stringify(device.request()), headers);
    expect(answer).toMatchObject({ status: 400, json: { magic: 'satchel/1', error: { code } } });
    expect(answer.json.error.field).toBe(field);
  });

  it.each(['/store/sync/', '/STORE/Sync', '/store//sync'])('speaks the protocol at %s as well', async (address) => {
    expect(await raw(address, '{"proto":')).toMatchObject({
      status: 400,
      json: { magic: 'satchel/1', error: { code: 'malformed_json' } },
    });
  });

  it('names the versions it would accept and the request it answers', async () => {
    const device = harness.device();
    const request = { ...device.request(), proto: 7 };
    expect(await device.send(request)).toMatchObject({ error: { requestId: request.requestId, supported: [1, 2] } });
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

  it('tells a device of more than it can hold in one reply bit by bit', async () => {
    const device = harness.device();
    const nonsense = Array.from({ length: 100 }, () => add('x', 0));
    await device.sync(...nonsense);
    await device.sync(...nonsense);
    const first = await device.sync(...nonsense);
    expect(first.notices).toHaveLength(200);
    const noticesStored = first.notices.map(({ id }) => id);
    const second = expectReply(await device.send(device.request([], { noticesStored })));
    expect(second.notices).toHaveLength(100);
    expect(new Set([...first.notices, ...second.notices].map(({ id }) => id)).size).toBe(300);
  });

  it('does not mind names of notices that there cannot be', async () => {
    const { plenty } = harness.shop.variants;
    const device = harness.device();
    const request = device.request([add(plenty, 1)], { noticesStored: ['a\0b', '\ud800', "'; drop table x"] });
    expect(quantities(expectReply(await device.send(request)))).toEqual({ [plenty]: 1 });
  });

  it('a kind of a later version waits, and so does everything behind it', async () => {
    const { plenty } = harness.shop.variants;
    const reply = await harness.device().sync(add(plenty, 1), { kind: 'cart.wrap', args: {} }, add(plenty, 4));
    expect(quantities(reply)).toEqual({ [plenty]: 1 });
    expect(reply).toMatchObject({ lastMid: 1, stopped: { mid: 2, code: 'unknown_kind' } });
  });
});

describe('an address that names nothing', () => {
  it.each([
    ['/catalog/%00/manifest', 'nul'],
    ['/catalog/eu/shards/%00', 'nul'],
    ['/static/a%00b', 'nul'],
    ['/store/products?handle=%00', 'nul'],
    ['/catalog/%E0%A4%A/manifest', undefined],
    ['/static/%E0%A4%A', undefined],
  ])('%s', async (address, code) => {
    const response = await fetch(harness.backend.url + address, {
      headers: { 'x-publishable-api-key': harness.shop.publishableKey },
    });
    expect(response.status).toBe(400);
    expect(((await response.json()) as { code?: string }).code).toBe(code);
  });
});

describe('an uploaded picture', () => {
  it.each(['Größe (2).txt', "Bob's & [new].txt", 'قميص.txt'])('is found by its name %s', async (name) => {
    const file = await harness.admin.upload(name, 'a picture');
    const response = await fetch(file);
    expect([response.status, await response.text()]).toEqual([200, 'a picture']);
  });

  it.each(['..%2fgenerated.json', '%2e%2e%5cx', '.hidden', 'nothing.jpg'])('cannot be %s', async (name) => {
    expect((await fetch(`${harness.backend.url}/static/${name}`)).status).toBe(404);
  });
});
