import { describe, expect, it } from 'vitest';
import { append } from './outbox/append.js';
import { STALL_MS } from './outbox/courier.js';
import { RETRY_CAP_MS } from './outbox/retry.js';
import type { ChannelMessage } from './ports/channel.js';
import type { Answer } from './ports/transport.js';
import type { Intent, Lane } from './protocol/intent.js';
import { add, CUSTOMER, hint, openTab, SECRET } from './testing/engine-tab.js';
import { json, MemoryLaneStore, seededRandom } from './testing/index.js';
import { principalOf } from './testing/ledger-server.js';

const BUSY: Answer = { ...json(503, {}), retryAfterMs: null };

/** Lets promises that are due run; the clock stands still. */
const settle = async () => {
  for (let turn = 0; turn < 200; turn++) await Promise.resolve();
};

const wish = (variantId: string) => ({ kind: 'wishlist.add', args: { variantId } }) as const;

describe('two lanes', () => {
  it('shows wishes in their order at once and sends them under a client id of their own', async () => {
    const world = openTab();
    await world.settled();
    const stored = ['v2', 'v1', 'v3'].map((variantId) => world.engine.enqueue(wish(variantId)));
    expect(world.wishes?.items.map(({ variantId }) => variantId)).toEqual(['v2', 'v1', 'v3']);
    await Promise.all(stored);
    await world.settled();
    expect([...world.server.lines(SECRET, 'wishlist').keys()]).toEqual(['v2', 'v1', 'v3']);
    expect([...world.server.lines(SECRET, 'cart').keys()]).toEqual([]);
    const wishlist = await world.db.read('wishlist');
    expect(wishlist.device?.clientId).not.toBe(world.db.state.device?.clientId);
  });

  it('describes a wish by what was shown when it was made', async () => {
    const world = openTab();
    world.answer = () => BUSY;
    await world.engine.enqueue(wish('v2'), hint);
    expect(world.wishes?.items).toMatchObject([
      { variantId: 'v2', title: 'Kettle', handle: 'kettle', image: 'kettle.png', pending: true },
    ]);
    await world.engine.enqueue({ kind: 'wishlist.remove', args: { variantId: 'v2' } });
    expect(world.wishes?.items).toEqual([]);
  });

  it('asks nothing about wishes of a browser that is new, until there is one', async () => {
    const world = openTab({ mayBeKnown: () => false });
    await world.engine.enqueue(add('v1'));
    await world.settled();
    world.clock.advance(60 * 60_000);
    await world.settled();
    expect(world.count('wishlist')).toBe(0);
    await world.engine.enqueue(wish('v1'));
    await world.settled();
    expect(world.count('wishlist')).toBe(1);
  });

  it('adds up what both wait for, and one lane in trouble is the trouble of all', async () => {
    const world = openTab();
    await world.settled();
    world.answer = ({ lane }) => (lane === 'wishlist' ? json(401, {}) : null);
    await world.engine.enqueue(wish('v1'));
    await expect.poll(world.status).toEqual({ state: 'attention', pending: 1, durable: true, reason: 'sign-in' });
    await world.engine.enqueue(add('v1'));
    await expect.poll(() => world.server.lines(SECRET).get('v1')?.quantity).toBe(1);
    await expect.poll(world.status).toEqual({ state: 'attention', pending: 1, durable: true, reason: 'sign-in' });
  });

  it('meets a busy server with one retry at a time, not one per lane', async () => {
    const world = openTab();
    await world.settled();
    world.answer = () => BUSY;
    await world.engine.enqueue(add('v1'));
    await expect.poll(world.status).toMatchObject({ state: 'local', reason: 'busy' });
    const before = world.requests.length;
    await world.engine.enqueue(wish('v1'));
    expect(world.requests.length).toBe(before);
    const lanes: Lane[] = [];
    for (let round = 0; round < 6; round++) {
      const had = world.requests.length;
      world.clock.advance(RETRY_CAP_MS);
      await expect.poll(() => world.requests.length).toBeGreaterThan(had);
      await settle();
      lanes.push(...world.requests.slice(had).map(({ lane }) => lane));
    }
    expect(lanes).toHaveLength(6);
    expect(new Set(lanes)).toEqual(new Set(['cart', 'wishlist']));
    world.answer = null;
    world.clock.advance(RETRY_CAP_MS);
    await world.settled();
  });

  it('keeps the wish of a lane whose own requests fail from blocking the cart', async () => {
    const world = openTab();
    await world.settled();
    world.answer = ({ lane }) => (lane === 'wishlist' ? json(500, {}) : null);
    await world.engine.enqueue(wish('v1'));
    await expect.poll(world.status).toMatchObject({ state: 'local', pending: 1, reason: 'server' });
    await world.engine.enqueue(add('v1'));
    await expect.poll(() => world.server.lines(SECRET).get('v1')?.quantity).toBe(1);
  });

  it('refuses an intent nobody knows, by name', async () => {
    const { engine } = openTab();
    const odd: object = { kind: 'cart.eat', args: {} };
    await expect(engine.enqueue(odd as Intent)).rejects.toMatchObject({ code: 'unknown_kind', field: 'kind' });
  });
});

describe('the outbox one can see', () => {
  it('tells each change, and takes out what was never sent', async () => {
    const world = openTab();
    await world.settled();
    world.answer = () => BUSY;
    await world.engine.enqueue(add('v1'), hint);
    await expect.poll(() => world.outbox).toMatchObject([{ state: 'sent', title: 'Kettle', canDiscard: false }]);
    await world.engine.enqueue(add('v2'));
    await world.engine.enqueue(add('v3'));
    await world.engine.enqueue(wish('v9'));
    expect(world.outbox.map(({ lane, mid, state }) => [lane, mid, state])).toEqual([
      ['cart', 1, 'sent'],
      ['cart', 2, 'waiting'],
      ['cart', 3, 'waiting'],
      ['wishlist', 1, 'waiting'],
    ]);
    expect(world.outbox[1]?.reason).toBe('busy');
    const [sent, second] = world.outbox;
    await expect(world.engine.discard(sent?.uuid ?? '')).rejects.toMatchObject({ code: 'already_sent' });
    await world.engine.discard(second?.uuid ?? '');
    await expect(world.engine.discard(second?.uuid ?? '')).rejects.toMatchObject({ code: 'not_queued' });
    const { rows, device } = world.db.state;
    expect(rows.map(({ mid, parent, args }) => [mid, parent, args['variantId']])).toEqual([
      [1, null, 'v1'],
      [2, rows[0]?.uuid, 'v3'],
    ]);
    expect(device).toMatchObject({ nextMid: 3, lastUuid: rows[1]?.uuid });
    world.answer = null;
    await world.engine.retry();
    await world.settled();
    expect([...world.server.lines(SECRET).keys()]).toEqual(['v1', 'v3']);
  });

  it('lets go of what the server does not understand, under a new name', async () => {
    const world = openTab();
    await world.settled();
    const random = seededRandom(77);
    await world.db.change('cart', (state) => {
      const { state: after } = append({ lane: 'cart', uuid: random.uuid(), intent: add('v1') }, random)(state);
      return { state: { ...after, rows: after.rows.map((row) => ({ ...row, kind: 'cart.later' })) }, result: null };
    });
    await world.engine.enqueue(add('v2'));
    await expect.poll(world.status).toEqual({ state: 'attention', pending: 2, durable: true, reason: 'update-needed' });
    expect(world.outbox.map(({ state }) => state)).toEqual(['not-understood', 'sent']);
    const before = world.db.state.device?.clientId;
    await world.engine.discard(world.outbox[0]?.uuid ?? '');
    await world.settled();
    expect(world.db.state.device?.clientId).not.toBe(before);
    expect([...world.server.lines(SECRET).keys()]).toEqual(['v2']);
  });

  it('exports what support needs and nobody’s name', async () => {
    const principal = principalOf(CUSTOMER);
    const world = openTab({ principal });
    await world.settled();
    world.answer = () => BUSY;
    await world.engine.enqueue(add('v1'), hint);
    await expect.poll(world.status).toMatchObject({ reason: 'busy' });
    const exported = JSON.parse(JSON.stringify(await world.engine.exportOutbox())) as unknown;
    expect(exported).toMatchObject({
      versions: { protocol: 2, intent: 1 },
      status: { state: 'local', pending: 1, reason: 'busy' },
      lanes: [
        { lane: 'cart', rows: [{ mid: 1, kind: 'cart.add', sent: 1 }] },
        { lane: 'wishlist', rows: [] },
        { lane: 'forms', rows: [] },
      ],
    });
    expect(JSON.stringify(exported)).not.toMatch(new RegExp(`${principal}|Kettle|ssss`));
  });
});

describe('the watchdog', () => {
  it('gets past a lock that is never granted and one that never lets go', async () => {
    const world = openTab({ lock: { run: () => new Promise<never>(() => {}) } });
    await world.engine.enqueue(add('v1'));
    world.clock.advance(STALL_MS - 1);
    expect(world.requests).toHaveLength(0);
    world.clock.advance(1);
    await expect.poll(() => world.server.lines(SECRET).get('v1')?.quantity).toBe(1);
    await world.settled();
    expect(world.engine.health()).toMatchObject({ stalls: 1, oldestPendingMs: null });
  });

  it('says that it is stalled while the database does not answer, and goes on when it does', async () => {
    const world = openTab();
    await world.settled();
    const change = world.db.change.bind(world.db);
    await world.db.change(
      'cart',
      append({ lane: 'cart', uuid: seededRandom(9).uuid(), intent: add('v1') }, seededRandom(8)),
    );
    world.db.change = () => new Promise<never>(() => {});
    world.clock.advance(STALL_MS * 2);
    await expect.poll(world.status).toEqual({ state: 'local', pending: 1, durable: true, reason: 'stalled' });
    expect(world.engine.health().oldestPendingMs).toBeGreaterThanOrEqual(STALL_MS);
    const { stalls } = world.engine.health();
    expect(stalls).toBeGreaterThan(0);
    world.db.change = change;
    world.clock.advance(STALL_MS * 2);
    await world.settled();
    expect(world.server.lines(SECRET).get('v1')?.quantity).toBe(1);
  });

  it('is calm while the server only asks for patience or there is no network', async () => {
    const world = openTab();
    await world.settled();
    world.answer = () => ({ ...BUSY, retryAfterMs: 10 * STALL_MS });
    await world.engine.enqueue(add('v1'));
    await expect.poll(world.status).toMatchObject({ reason: 'busy' });
    world.clock.advance(3 * STALL_MS);
    expect(world.status()).toMatchObject({ state: 'local', reason: 'busy' });
    expect(world.engine.health().stalls).toBe(0);
  });

  it('does not leave the shopper waiting for a write that never ends', async () => {
    const world = openTab();
    await world.settled();
    world.db.change = () => new Promise<never>(() => {});
    void world.engine.enqueue(add('v1'));
    expect(world.status()).toMatchObject({ state: 'sending', pending: 1 });
    world.clock.advance(STALL_MS);
    expect(world.status()).toEqual({ state: 'attention', pending: 1, durable: true, reason: 'storage' });
  });
});

describe('whose engine it is', () => {
  const principal = principalOf(CUSTOMER);

  it('names its principal in every request', async () => {
    const world = openTab({ principal });
    await world.engine.enqueue(add('v1'));
    await expect.poll(() => world.requests.length).toBeGreaterThan(1);
    expect(new Set(world.requests.map((request) => request.principal))).toEqual(new Set([principal]));
  });

  it('sends nothing that somebody else has made, and asks to sign in', async () => {
    const db = new MemoryLaneStore();
    const random = seededRandom(5);
    await db.change('cart', append({ lane: 'cart', uuid: random.uuid(), intent: add('v1') }, random));
    const world = openTab({ principal, db });
    await expect.poll(world.status).toEqual({ state: 'attention', pending: 1, durable: true, reason: 'sign-in' });
    expect(world.count('cart')).toBe(0);
  });

  it('pauses when the session belongs to another person', async () => {
    const world = openTab({ principal });
    world.answer = ({ requestId, lane }) =>
      lane === 'cart'
        ? json(403, { magic: 'satchel/1', requestId, error: { code: 'wrong_principal', message: 'no' } })
        : null;
    await world.engine.enqueue(add('v1'));
    await expect.poll(world.status).toEqual({ state: 'attention', pending: 1, durable: true, reason: 'sign-in' });
  });

  it('closes when another tab forgets this person', async () => {
    const heard: Array<(message: ChannelMessage) => void> = [];
    const channel = {
      post: () => {},
      listen: (hear: (message: ChannelMessage) => void) => (heard.push(hear), () => {}),
    };
    const { engine } = openTab({ channel });
    heard.forEach((hear) => hear({ kind: 'forgotten', database: 'another' }));
    await engine.enqueue(add('v1'));
    heard.forEach((hear) => hear({ kind: 'forgotten', database: 'memory' }));
    expect(await engine.closed).toBe('forgotten');
    await expect(engine.enqueue(add('v1'))).rejects.toMatchObject({ code: 'closed' });
  });
});
