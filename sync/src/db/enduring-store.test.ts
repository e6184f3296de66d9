import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEngine } from '../engine.js';
import { SyncError } from '../errors.js';
import * as later from '../later.js';
import { append } from '../outbox/append.js';
import { shownNotices } from '../outbox/shown-notices.js';
import type { Relief } from '../ports/relief.js';
import type { SyncStatus } from '../status.js';
import { FakeClock, FakeLifecycle, LedgerServer, noLock, seededRandom } from '../testing/index.js';
import { laneStoreContract } from '../testing/lane-store-contract.js';
import { DISK_RETRY_MS } from './enduring-lane.js';
import { enduring, type EnduringOptions } from './enduring-store.js';
import { openDatabase, type SatchelDb } from './lane-store.js';

const SECRET = 's'.repeat(32);
const random = seededRandom(5);
const closers: Array<() => void> = [];

let indexedDb: { indexedDB: IDBFactory; IDBKeyRange: typeof IDBKeyRange };
let server: LedgerServer;

beforeEach(() => {
  indexedDb = { indexedDB: new IDBFactory(), IDBKeyRange };
  server = new LedgerServer();
});
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

const full = () => new SyncError('storage_full', 'no room');
const dead = () => new SyncError('storage_failed', 'no answer');

/** The database of one tab, which can be made to fail; `late`: what it says it could not do, it does all the same. */
function disk() {
  const db = openDatabase('enduring', indexedDb);
  const state: {
    failure: (() => Error) | null;
    isLate: boolean;
    /** There is no room while this holds. */
    isFullBy: () => Promise<boolean>;
  } = { failure: null, isLate: false, isFullBy: async () => false };
  const store: SatchelDb = {
    ...db,
    async change(lane, step) {
      const { failure } = state;
      if (await state.isFullBy()) throw full();
      if (failure && !state.isLate) throw failure();
      const changed = await db.change(lane, step);
      if (failure) throw failure();
      return changed;
    },
    async read(lane) {
      if (state.failure) throw state.failure();
      return db.read(lane);
    },
  };
  return Object.assign(state, { store });
}

function tab(options: { reliefs?: Relief[]; isOnline?: boolean; loadMemory?: EnduringOptions['loadMemory'] } = {}) {
  const broken = disk();
  const clock = new FakeClock();
  const controller = new AbortController();
  const { signal } = controller;
  const { reliefs = [], loadMemory = async () => later } = options;
  const db = enduring({ disk: broken.store, clock, random, signal, reliefs, loadMemory });
  const network = { isUp: options.isOnline ?? true, losesReplies: false };
  let status: SyncStatus | null = null;
  const seen: SyncStatus[] = [];
  const engine = createEngine({
    db,
    transport: {
      async post(request) {
        if (!network.isUp) throw new TypeError('network');
        const answer = server.handle(request, SECRET);
        if (network.losesReplies) throw new TypeError('network');
        return answer;
      },
    },
    clock,
    lock: noLock,
    random,
    lifecycle: new FakeLifecycle(),
    signal,
    region: 'eu',
    mayBeKnown: () => false,
    later: async () => later,
  });
  const views: Array<Record<string, number>> = [];
  engine.cart(({ lines }) => views.push(Object.fromEntries(lines.map((line) => [line.variantId, line.quantity]))));
  engine.status((next) => {
    status = next;
    seen.push(next);
  });
  const close = () => {
    controller.abort();
    db.close();
  };
  closers.push(close);
  const add = (variantId: string, quantity = 1) => engine.enqueue({ kind: 'cart.add', args: { variantId, quantity } });
  return {
    broken,
    clock,
    db,
    engine,
    network,
    add,
    close,
    views,
    seen,
    cart: () => views.at(-1),
    status: () => status,
    ready: () => expect.poll(() => views.length).toBeGreaterThan(0),
    /** The disk works again, and the lane has had its turn to notice. */
    async heal() {
      broken.failure = null;
      broken.isLate = false;
      clock.advance(DISK_RETRY_MS);
      await expect.poll(() => status?.durable).toBe(true);
    },
  };
}

const onServer = () =>
  Object.fromEntries([...server.lines(SECRET)].map(([variantId, { quantity }]) => [variantId, quantity]));

const settled = async (promise: Promise<unknown>): Promise<boolean> => {
  const open = Symbol();
  for (let i = 0; i < 50; i++) await new Promise((resolve) => setImmediate(resolve));
  return (await Promise.race([promise.then(() => true), Promise.resolve(open)])) !== open;
};

describe.each(Object.entries(laneStoreContract))('every lane store %s', (_name, holds) => {
  it('on a disk that endures', async () => {
    const clock = new FakeClock();
    const { signal } = new AbortController();
    await holds(() => enduring({ disk: openDatabase('enduring', indexedDb), clock, random, signal, reliefs: [] }));
  });
});

describe('a device without a working database', () => {
  it('resolves an intent only when the server has it, and never says that it is saved here', async () => {
    const shop = tab({ isOnline: false });
    shop.broken.failure = dead;
    await shop.ready();
    const added = shop.add('v1', 2);
    expect(await settled(added)).toBe(false);
    expect(shop.cart()).toEqual({ v1: 2 });
    expect(shop.status()).toMatchObject({ durable: false, pending: 1 });
    expect(shop.seen.filter(({ state, durable }) => state === 'local' && !durable)).toEqual([]);

    shop.network.isUp = true;
    void shop.engine.drain();
    await added;
    expect(onServer()).toEqual({ v1: 2 });
    expect(shop.status()).toMatchObject({ state: 'saved', durable: false });
  });

  it('waits for the right one when intents are merged', async () => {
    const shop = tab({ isOnline: false });
    shop.broken.failure = dead;
    await shop.ready();
    const both = [shop.add('v1', 1), shop.add('v1', 2)];
    for (const added of both) expect(await settled(added)).toBe(false);
    shop.network.isUp = true;
    void shop.engine.drain();
    await Promise.all(both);
    expect(onServer()).toEqual({ v1: 3 });
  });

  it('rejects what nobody has when it is closed', async () => {
    const shop = tab({ isOnline: false });
    shop.broken.failure = dead;
    await shop.ready();
    const refused = expect(shop.add('v1')).rejects.toMatchObject({ code: 'closed' });
    await settled(refused);
    shop.close();
    await refused;
  });

  it('does not call its cart restored on every page', async () => {
    const first = tab();
    await first.add('v1');
    await expect.poll(onServer).toEqual({ v1: 1 });
    const shop = tab();
    shop.broken.failure = dead;
    const notices: unknown[] = [];
    shop.engine.notices((list) => notices.push(...list));
    await shop.ready();
    await shop.add('v2');
    expect(onServer()).toEqual({ v1: 1, v2: 1 });
    expect(notices).toEqual([]);
  });
});

describe('a disk that fails in the middle', () => {
  it.each([
    ['full', full, false],
    ['gone', dead, false],
    ['gone, after it has written all the same', dead, true],
  ])('%s: nothing is lost or doubled, and all of it is on disk when it is back', async (_what, failure, isLate) => {
    const shop = tab({ isOnline: false });
    await shop.add('v1', 1);
    Object.assign(shop.broken, { failure, isLate });
    const second = shop.add('v2', 2);
    expect(await settled(second)).toBe(false);
    expect(shop.cart()).toEqual({ v1: 1, v2: 2 });

    await shop.heal();
    await second;
    expect(shop.cart()).toEqual({ v1: 1, v2: 2 });
    expect((await shop.broken.store.read('cart')).rows.map((row) => row.args['quantity'])).toEqual([1, 2]);
    shop.network.isUp = true;
    void shop.engine.drain();
    await expect.poll(onServer).toEqual({ v1: 1, v2: 2 });
  });

  it.each([
    ['full', full, false],
    ['gone, after it has written all the same', dead, true],
  ])('%s: what the server took meanwhile is not sent again', async (_what, failure, isLate) => {
    const shop = tab();
    await shop.add('v1', 1);
    await expect.poll(() => shop.status()?.state).toBe('saved');
    Object.assign(shop.broken, { failure, isLate });
    await shop.add('v1', 2);
    await shop.heal();
    await shop.add('v1', 4);
    await expect.poll(() => shop.status()?.state).toBe('saved');
    expect(onServer()).toEqual({ v1: 7 });
    expect(shop.cart()).toEqual({ v1: 7 });
    expect(shownNotices(await shop.broken.store.read('cart'))).toEqual([]);
  });

  it('full, two tabs: each goes on for itself and the server counts every intent once', async () => {
    const [one, other] = [tab(), tab()];
    await one.add('v1', 1);
    await expect.poll(() => one.status()?.state).toBe('saved');
    await expect.poll(other.cart).toEqual({ v1: 1 });
    one.broken.failure = full;
    other.broken.failure = full;
    await Promise.all([one.add('v1', 2), other.add('v1', 4), one.add('v1', 8), other.add('v1', 16)]);
    expect(onServer()).toEqual({ v1: 31 });
    await one.heal();
    await other.heal();
    await Promise.all([one.add('v1', 32), other.add('v1', 64)]);
    await Promise.all([one.engine.drain(), other.engine.drain()]);
    await expect.poll(onServer).toEqual({ v1: 127 });
    await expect.poll(() => [one.cart(), other.cart()]).toEqual([{ v1: 127 }, { v1: 127 }]);
    expect(shownNotices(await one.broken.store.read('cart'))).toEqual([]);
  });

  it('keeps an intent in memory whose reply was lost, until the server has answered', async () => {
    const shop = tab();
    await shop.add('v1', 1);
    await expect.poll(() => shop.status()?.state).toBe('saved');
    shop.broken.failure = full;
    shop.network.losesReplies = true;
    const added = shop.add('v1', 2);
    expect(await settled(added)).toBe(false);
    shop.broken.failure = null;
    shop.network.losesReplies = false;
    shop.clock.advance(60_000);
    await added;
    shop.clock.advance(60_000);
    await expect.poll(() => shop.status()?.durable).toBe(true);
    expect(onServer()).toEqual({ v1: 3 });
    await expect.poll(shop.cart).toEqual({ v1: 3 });
  });
});

describe('a part that cannot be loaded', () => {
  /** The file with what goes on in memory, which is there or not. */
  const network = () => {
    const file = { isThere: false };
    const loadMemory: EnduringOptions['loadMemory'] = () => {
      return file.isThere ? Promise.resolve(later) : Promise.reject(new TypeError('no network'));
    };
    return { file, loadMemory };
  };

  it('makes an intent fail as the disk did, and never counts it as kept', async () => {
    const { file, loadMemory } = network();
    const shop = tab({ loadMemory });
    await shop.ready();
    shop.broken.failure = dead;
    await expect(shop.add('v1')).rejects.toMatchObject({ code: 'storage_failed' });
    expect(shop.cart()).toEqual({});
    expect(shop.status()).toMatchObject({ state: 'attention', reason: 'storage', pending: 0 });

    file.isThere = true;
    await shop.add('v2', 2);
    expect(shop.cart()).toEqual({ v2: 2 });
    expect(onServer()).toEqual({ v2: 2 });
    expect(shop.status()).toMatchObject({ durable: false });
  });

  it('says at once that a page cannot read what is stored, and looks again', async () => {
    const { file, loadMemory } = network();
    const shop = tab({ loadMemory });
    shop.broken.failure = dead;
    await expect.poll(() => shop.status()?.reason).toBe('storage');
    file.isThere = true;
    shop.clock.advance(DISK_RETRY_MS);
    await shop.ready();
    await expect.poll(() => shop.status()).toMatchObject({ durable: false });
  });
});

describe('a device that is full', () => {
  it('makes room in the given order and stops as soon as the write goes through', async () => {
    const asked: string[] = [];
    const relief =
      (name: string, hasFreed: boolean): Relief =>
      async () => {
        asked.push(name);
        if (name === 'catalog') shop.broken.failure = null;
        return hasFreed;
      };
    const reliefs = [relief('pictures', false), relief('catalog', true), relief('never', true)];
    const shop = tab({ reliefs, isOnline: false });
    await shop.ready();
    await shop.broken.store.ballast.put(random);
    shop.broken.failure = full;
    await shop.add('v1');
    expect(asked).toEqual(['pictures', 'catalog']);
    expect(await shop.broken.store.ballast.isThere()).toBe(true);
    expect(shop.status()).toMatchObject({ durable: true, pending: 1 });
  });

  it('takes ballast on board after the first intent, throws it out last, and takes it on board again', async () => {
    const shop = tab({ isOnline: false });
    await shop.add('v1');
    const { ballast } = shop.broken.store;
    expect(await ballast.isThere()).toBe(false);
    shop.clock.advance(2_000);
    await expect.poll(ballast.isThere).toBe(true);

    shop.broken.isFullBy = ballast.isThere;
    await shop.add('v2');
    expect(shop.status()).toMatchObject({ durable: true, pending: 2 });
    expect(await ballast.isThere()).toBe(false);

    shop.clock.advance(10 * 60_000);
    await shop.add('v3');
    shop.clock.advance(2_000);
    await expect.poll(ballast.isThere).toBe(true);
  });
});

describe('the ballast', () => {
  it('is no part of the lane', async () => {
    const { store } = disk();
    await store.change(
      'cart',
      append(
        { lane: 'cart', uuid: random.uuid(), intent: { kind: 'cart.add', args: { variantId: 'v', quantity: 1 } } },
        random,
      ),
    );
    const before = await store.read('cart');
    await store.ballast.put(random);
    expect(await store.read('cart')).toEqual(before);
    expect(await store.ballast.drop()).toBe(true);
    expect(await store.ballast.drop()).toBe(false);
    store.close();
  });
});
