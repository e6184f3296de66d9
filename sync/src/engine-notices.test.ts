import { describe, expect, it } from 'vitest';
import type { EngineDeps } from './engine.js';
import * as later from './later.js';
import { actionsOf } from './notice-actions.js';
import { withLocalNotice, withNotices } from './outbox/notices.js';
import { RETRY_CAP_MS } from './outbox/retry.js';
import type { Notice } from './protocol/sync-reply.js';
import { add, hint, openTab, SECRET } from './testing/engine-tab.js';
import type { MemoryLaneStore } from './testing/index.js';

describe('notices with an answer', () => {
  const merged: Notice = {
    id: 'm1',
    kind: 'merged',
    data: { lines: [{ variantId: 'v1', title: 'Mug', from: 1, to: 4 }] },
  };
  const told = (notice: Notice) => (db: MemoryLaneStore) =>
    db.change('cart', (state) => ({ state: withLocalNotice(state, notice), result: null }));

  it('undoes a merge once, in however many tabs', async () => {
    const world = openTab();
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
    const world = openTab({ later: load });
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
    const world = openTab();
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
    const world = openTab();
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
    const world = openTab();
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
