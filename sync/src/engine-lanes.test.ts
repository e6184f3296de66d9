import { afterEach, describe, expect, it } from 'vitest';
import { createEngine, type EngineDeps } from './engine.js';
import * as later from './later.js';
import { actionsOf } from './notice-actions.js';
import type { OutboxEntry } from './outbox-view.js';
import { append } from './outbox/append.js';
import { STALL_MS } from './outbox/courier.js';
import { RETRY_CAP_MS } from './outbox/retry.js';
import { withLocalNotice, withNotices } from './outbox/notices.js';
import type { ChannelMessage } from './ports/channel.js';
import type { Answer, Transport } from './ports/transport.js';
import type { Intent, Lane } from './protocol/intent.js';
import type { Notice } from './protocol/sync-reply.js';
import type { PageSyncRequest } from './protocol/sync-request.js';
import type { SyncStatus } from './status.js';
import {
  FakeClock,
  FakeLifecycle,
  json,
  LedgerServer,
  MemoryLaneStore,
  noLock,
  seededRandom,
} from './testing/index.js';
import { principalOf } from './testing/ledger-server.js';
import type { CartView } from './view.js';
import type { WishView } from './wish-view.js';

const SECRET = 's'.repeat(32);
const CUSTOMER = 'somebody';
const BUSY: Answer = { ...json(503, {}), retryAfterMs: null };
const closers: Array<() => void> = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** Lets promises that are due run; the clock stands still. */
const settle = async () => {
  for (let turn = 0; turn < 200; turn++) await Promise.resolve();
};

/** One tab over a store in memory; `answer` may speak in the server's place. */
function open(over: Partial<EngineDeps> = {}, server = new LedgerServer()) {
  const world: {
    db: MemoryLaneStore;
    clock: FakeClock;
    requests: PageSyncRequest[];
    answer: ((request: PageSyncRequest) => Answer | Promise<Answer> | null) | null;
    cart: CartView | null;
    wishes: WishView | null;
    statuses: SyncStatus[];
    notices: Notice[];
    outbox: OutboxEntry[];
  } = {
    db: new MemoryLaneStore(),
    clock: new FakeClock(),
    requests: [],
    answer: null,
    cart: null,
    wishes: null,
    statuses: [],
    notices: [],
    outbox: [],
  };
  const transport: Transport = {
    post: async (request) => {
      world.requests.push(request);
      return (await world.answer?.(request)) ?? server.handle(request, SECRET, request.principal ? CUSTOMER : null);
    },
  };
  const engine = createEngine({
    db: world.db,
    transport,
    clock: world.clock,
    lock: noLock,
    random: seededRandom(4),
    lifecycle: new FakeLifecycle(),
    signal: new AbortController().signal,
    region: 'eu',
    later: async () => later,
    ...over,
  });
  engine.cart((view) => (world.cart = view));
  engine.wishlist((view) => (world.wishes = view));
  engine.status((status) => world.statuses.push(status));
  engine.notices((notices) => (world.notices = notices));
  engine.outbox((entries) => (world.outbox = entries));
  closers.push(() => engine.close());
  const status = () => world.statuses.at(-1);
  const count = (lane: Lane) => world.requests.filter((request) => request.lane === lane).length;
  const settled = () => expect.poll(status).toEqual({ state: 'saved', pending: 0, durable: true, reason: null });
  return Object.assign(world, { engine, server, status, count, settled });
}

const add = (variantId: string, quantity = 1) => ({ kind: 'cart.add', args: { variantId, quantity } }) as const;
const wish = (variantId: string) => ({ kind: 'wishlist.add', args: { variantId } }) as const;
const hint = {
  productId: 'p1',
  productTitle: 'Kettle',
  productHandle: 'kettle',
  variantTitle: null,
  image: 'kettle.png',
  unitPrice: { amount: 30, currency: 'eur' },
};

describe('two lanes', () => {
  it('shows wishes in their order at once and sends them under a client id of their own', async () => {
    const world = open();
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
    const world = open();
    world.answer = () => BUSY;
    await world.engine.enqueue(wish('v2'), hint);
    expect(world.wishes?.items).toMatchObject([
      { variantId: 'v2', title: 'Kettle', handle: 'kettle', image: 'kettle.png', pending: true },
    ]);
    await world.engine.enqueue({ kind: 'wishlist.remove', args: { variantId: 'v2' } });
    expect(world.wishes?.items).toEqual([]);
  });

  it('asks nothing about wishes of a browser that is new, until there is one', async () => {
    const world = open({ mayBeKnown: () => false });
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
    const world = open();
    await world.settled();
    world.answer = ({ lane }) => (lane === 'wishlist' ? json(401, {}) : null);
    await world.engine.enqueue(wish('v1'));
    await expect.poll(world.status).toEqual({ state: 'attention', pending: 1, durable: true, reason: 'sign-in' });
    await world.engine.enqueue(add('v1'));
    await expect.poll(() => world.server.lines(SECRET).get('v1')?.quantity).toBe(1);
    await expect.poll(world.status).toEqual({ state: 'attention', pending: 1, durable: true, reason: 'sign-in' });
  });

  it('meets a busy server with one retry at a time, not one per lane', async () => {
    const world = open();
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
    const world = open();
    await world.settled();
    world.answer = ({ lane }) => (lane === 'wishlist' ? json(500, {}) : null);
    await world.engine.enqueue(wish('v1'));
    await expect.poll(world.status).toMatchObject({ state: 'local', pending: 1, reason: 'server' });
    await world.engine.enqueue(add('v1'));
    await expect.poll(() => world.server.lines(SECRET).get('v1')?.quantity).toBe(1);
  });

  it('refuses an intent nobody knows, by name', async () => {
    const { engine } = open();
    const odd: object = { kind: 'cart.eat', args: {} };
    await expect(engine.enqueue(odd as Intent)).rejects.toMatchObject({ code: 'unknown_kind', field: 'kind' });
  });
});

describe('the outbox one can see', () => {
  it('tells each change, and takes out what was never sent', async () => {
    const world = open();
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
    const world = open();
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
    const world = open({ principal });
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
      ],
    });
    expect(JSON.stringify(exported)).not.toMatch(new RegExp(`${principal}|Kettle|ssss`));
  });
});

describe('notices with an answer', () => {
  const merged: Notice = {
    id: 'm1',
    kind: 'merged',
    data: { lines: [{ variantId: 'v1', title: 'Mug', from: 1, to: 4 }] },
  };
  const told = (notice: Notice) => (db: MemoryLaneStore) =>
    db.change('cart', (state) => ({ state: withLocalNotice(state, notice), result: null }));

  it('undoes a merge once, in however many tabs', async () => {
    const world = open();
    await world.engine.enqueue(add('v1', 4));
    await world.settled();
    await told(merged)(world.db);
    expect(world.notices).toEqual([merged]);
    await Promise.all([world.engine.undoMerge(merged), world.engine.undoMerge(merged)]);
    expect(world.notices).toEqual([]);
    await world.settled();
    expect(world.server.effects.map(({ kind }) => kind)).toEqual(['cart.add', 'cart.set']);
    expect(world.server.lines(SECRET).get('v1')?.quantity).toBe(1);
  });

  it('leaves a notice alone when the code for it cannot be loaded, and does it when it can', async () => {
    const file = { isThere: false };
    const load: EngineDeps['later'] = () =>
      file.isThere ? Promise.resolve(later) : Promise.reject(new TypeError('no network'));
    const world = open({ later: load });
    await world.engine.enqueue({ kind: 'cart.add', args: { variantId: 'v1', quantity: 1 } });
    world.engine.outbox(() => undefined);
    await expect(world.engine.dismissNotice('m1')).rejects.toMatchObject({ code: 'not_loaded' });
    await expect(world.engine.discard('any')).rejects.toMatchObject({ code: 'not_loaded' });
    await expect(world.engine.exportOutbox()).rejects.toMatchObject({ code: 'not_loaded' });
    file.isThere = true;
    await world.engine.dismissNotice('m1');
    await expect(world.engine.discard('any')).rejects.toMatchObject({ code: 'not_queued' });
  });

  it('stays away when the server tells the other lane of it afterwards', async () => {
    const world = open();
    await world.engine.enqueue(add('v1', 4));
    await world.settled();
    const notice = { id: 'n', kind: 'lowered' as const, data: { variantId: 'v1', title: 'Mug', wanted: 4, got: 2 } };
    const tell = (lane: 'cart' | 'wishlist') =>
      world.db.change(lane, (state) => ({ state: withNotices(state, [notice], []), result: undefined }));
    await tell('cart');
    await expect.poll(() => world.notices.length).toBe(1);
    await world.engine.dismissNotice('n');
    await tell('wishlist');
    await world.engine.enqueue(add('v1', 1));
    await world.settled();
    expect(world.notices).toEqual([]);
  });

  it('stores nothing when the notice was put away elsewhere', async () => {
    const world = open();
    await world.engine.enqueue(add('v1', 4));
    await world.settled();
    await told(merged)(world.db);
    await world.engine.dismissNotice('m1');
    expect(world.notices).toEqual([]);
    await world.engine.undoMerge(merged);
    await world.settled();
    expect(world.server.lines(SECRET).get('v1')?.quantity).toBe(4);
  });

  it('offers what each kind allows, and nothing for data that makes no sense', () => {
    const ids = (kind: string, data: Record<string, unknown>) => actionsOf({ kind, data }).map(({ id }) => id);
    expect(ids('merged', merged.data)).toEqual(['undo']);
    expect(ids('expired', { lines: [{ variantId: 'v1', title: 'Mug', quantity: 2 }] })).toEqual(['add-again']);
    const lost = [{ variantId: 'v1', title: 'Mug', from: 3, to: 1 }];
    expect(actionsOf({ kind: 'rolled_back', data: { lane: 'cart', lines: lost } })).toEqual([
      { id: 'add-again', intents: [{ intent: { kind: 'cart.set', args: { variantId: 'v1', quantity: 3 } } }] },
    ]);
    expect(actionsOf({ kind: 'rolled_back', data: { lane: 'wishlist', lines: lost } })).toEqual([
      { id: 'add-again', intents: [{ intent: { kind: 'wishlist.add', args: { variantId: 'v1' } } }] },
    ]);
    expect(ids('review', { intent: add('v1') })).toEqual(['do-again', 'leave']);
    expect(ids('cart_completed', { intent: { kind: 'cart.remove', args: { variantId: 'v1' } } })).toEqual(['do-again']);
    expect(ids('lowered', { variantId: 'v1', got: 0 })).toEqual(['see-product']);
    expect(ids('price', { variantId: 'v1' })).toEqual(['see-product']);
    for (const kind of ['merged', 'expired', 'review', 'cart_completed', 'lowered', 'toString', 'later'])
      expect(ids(kind, { lines: [{}], intent: { kind: 'cart.eat', args: {} } })).toEqual([]);
    expect(ids('expired', { lines: [{ variantId: 'v1', quantity: 1 }, { variantId: '!' }] })).toEqual([]);
  });
});

describe('a price that changed', () => {
  it('is told once per product, from the oldest to the newest, and not when it came back', async () => {
    const world = open();
    await world.engine.enqueue(add('v1'), hint);
    await world.settled();
    const price = () => world.notices.map(({ kind, data }) => [kind, data['from'], data['to']]);
    expect(price()).toEqual([['price', 30, 10]]);
    const look = async (amount: number) => {
      world.server.unitPrice = amount;
      await world.engine.drain();
      world.clock.advance(RETRY_CAP_MS);
      await expect.poll(() => world.cart?.lines[0]?.unitPrice?.amount).toBe(amount);
    };
    await look(12);
    expect(price()).toEqual([['price', 30, 12]]);
    await look(30);
    expect(price()).toEqual([]);
    await look(31);
    await world.engine.dismissNotice(world.notices[0]?.id ?? '');
    await look(33);
    expect(price()).toEqual([['price', 31, 33]]);
  });
});

describe('the watchdog', () => {
  it('gets past a lock that is never granted and one that never lets go', async () => {
    const world = open({ lock: { run: () => new Promise<never>(() => {}) } });
    await world.engine.enqueue(add('v1'));
    world.clock.advance(STALL_MS - 1);
    expect(world.requests).toHaveLength(0);
    world.clock.advance(1);
    await expect.poll(() => world.server.lines(SECRET).get('v1')?.quantity).toBe(1);
    await world.settled();
    expect(world.engine.health()).toMatchObject({ stalls: 1, oldestPendingMs: null });
  });

  it('says that it is stalled while the database does not answer, and goes on when it does', async () => {
    const world = open();
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
    const world = open();
    await world.settled();
    world.answer = () => ({ ...BUSY, retryAfterMs: 10 * STALL_MS });
    await world.engine.enqueue(add('v1'));
    await expect.poll(world.status).toMatchObject({ reason: 'busy' });
    world.clock.advance(3 * STALL_MS);
    expect(world.status()).toMatchObject({ state: 'local', reason: 'busy' });
    expect(world.engine.health().stalls).toBe(0);
  });

  it('does not leave the shopper waiting for a write that never ends', async () => {
    const world = open();
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
    const world = open({ principal });
    await world.engine.enqueue(add('v1'));
    await expect.poll(() => world.requests.length).toBeGreaterThan(1);
    expect(new Set(world.requests.map((request) => request.principal))).toEqual(new Set([principal]));
  });

  it('sends nothing that somebody else has made, and asks to sign in', async () => {
    const db = new MemoryLaneStore();
    const random = seededRandom(5);
    await db.change('cart', append({ lane: 'cart', uuid: random.uuid(), intent: add('v1') }, random));
    const world = open({ principal, db });
    await expect.poll(world.status).toEqual({ state: 'attention', pending: 1, durable: true, reason: 'sign-in' });
    expect(world.count('cart')).toBe(0);
  });

  it('pauses when the session belongs to another person', async () => {
    const world = open({ principal });
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
    const { engine } = open({ channel });
    heard.forEach((hear) => hear({ kind: 'forgotten', database: 'another' }));
    await engine.enqueue(add('v1'));
    heard.forEach((hear) => hear({ kind: 'forgotten', database: 'memory' }));
    expect(await engine.closed).toBe('forgotten');
    await expect(engine.enqueue(add('v1'))).rejects.toMatchObject({ code: 'closed' });
  });
});
