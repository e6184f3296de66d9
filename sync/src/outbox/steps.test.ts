import { beforeEach, describe, expect, it } from 'vitest';
import { MAX_MUTATIONS, MAX_QUANTITY } from '../protocol/limits.js';
import type { Intent } from '../protocol/intent.js';
import { LaneInMemory, replyTo, snapshotOf } from '../testing/lane-fixtures.js';
import { seededRandom } from '../testing/seeded-random.js';
import { absorbReply } from './absorb.js';
import { append } from './append.js';
import { dismiss } from './dismiss.js';
import { shownNotices } from './shown-notices.js';
import { fork, reborn, startOver } from './rebirth.js';
import { takeBatch } from './take-batch.js';

let lane: LaneInMemory;
let random: ReturnType<typeof seededRandom>;
let names: number;

beforeEach(() => {
  lane = new LaneInMemory();
  random = seededRandom(1);
  names = 0;
});

const add = (variantId: string, quantity: number): Intent => ({ kind: 'cart.add', args: { variantId, quantity } });
const set = (variantId: string, quantity: number): Intent => ({ kind: 'cart.set', args: { variantId, quantity } });
const enqueue = (intent: Intent, uuid = `u${++names}`) => lane.run(append({ lane: 'cart', uuid, intent }, random));
const take = (pull = false) =>
  lane.run(takeBatch({ lane: 'cart', region: 'eu', requestId: random.uuid(), pull, mayBeKnown: true }, random)) ??
  expect.fail('nothing to send');
const absorb = (request: ReturnType<typeof take>, over: Parameters<typeof replyTo>[1] = {}) =>
  lane.run(absorbReply(request, replyTo(request, over), random));

describe('append', () => {
  it('gives mids without holes and each row its parent', () => {
    enqueue(add('v1', 1));
    enqueue(add('v2', 1));
    enqueue({ kind: 'cart.remove', args: { variantId: 'v1' } });
    expect(lane.rows).toMatchObject([
      { mid: 1, parent: null, sent: 0 },
      { mid: 2, parent: 'u1' },
      { mid: 3, parent: 'u2' },
    ]);
    expect(lane.state.device).toMatchObject({ seq: 3, nextMid: 4, lastUuid: 'u3' });
  });

  it('sums adds and keeps the last of sets, under the newest uuid', () => {
    enqueue(add('v1', 1));
    enqueue(add('v1', 2));
    expect(lane.rows).toMatchObject([{ mid: 1, uuid: 'u2', args: { quantity: 3 } }]);
    enqueue(set('v1', 7));
    enqueue(set('v1', 0));
    enqueue(add('v2', 1));
    expect(lane.rows).toMatchObject([
      { mid: 1 },
      { mid: 2, uuid: 'u4', parent: 'u2', args: { quantity: 0 } },
      { mid: 3, parent: 'u4' },
    ]);
  });

  it('leaves a row alone that was there before this engine', () => {
    enqueue(add('v1', 1));
    lane.run(append({ lane: 'cart', uuid: 'mine', intent: add('v1', 2), own: new Set(['u0']) }, random));
    lane.run(append({ lane: 'cart', uuid: 'next', intent: add('v1', 3), own: new Set(['mine']) }, random));
    expect(lane.rows).toMatchObject([
      { mid: 1, uuid: 'u1', args: { quantity: 1 } },
      { mid: 2, uuid: 'next', args: { quantity: 5 } },
    ]);
  });

  it.each([
    ['another variant in between', () => enqueue(add('v2', 1))],
    ['another kind in between', () => enqueue(set('v1', 1))],
    ['a row that was sent', () => take()],
  ])('does not merge over %s', (_name, between) => {
    enqueue(add('v1', 1));
    between();
    const before = lane.rows.length;
    enqueue(add('v1', 1));
    expect(lane.rows).toHaveLength(before + 1);
    expect(lane.rows[0]?.args).toMatchObject({ quantity: 1 });
  });

  it('does not merge beyond the largest quantity of an intent', () => {
    enqueue(add('v1', MAX_QUANTITY));
    enqueue(add('v1', 1));
    expect(lane.rows).toHaveLength(2);
  });

  it('stores an intent once when the write is repeated after a lost connection', () => {
    enqueue(add('v1', 1), 'same');
    const { state } = lane;
    enqueue(add('v1', 1), 'same');
    expect(lane.state).toBe(state);
  });
});

describe('takeBatch', () => {
  it('marks what it takes as sent and asks for nothing when nothing is queued', () => {
    expect(
      lane.run(takeBatch({ lane: 'cart', region: 'eu', requestId: 'r', pull: false, mayBeKnown: true }, random)),
    ).toBeNull();
    const stranger = { lane: 'cart', region: 'eu', requestId: 'r', pull: true, mayBeKnown: false } as const;
    expect(lane.run(takeBatch(stranger, random))).toBeNull();
    expect(lane.state.device).toBeNull();
    enqueue(add('v1', 1));
    expect(take()).toMatchObject({ mutations: [{ mid: 1, uuid: 'u1', parent: null }], epoch: null, baseRev: 0 });
    expect(lane.rows[0]?.sent).toBe(1);
  });

  it('sends neither hints nor bookkeeping', () => {
    lane.run(
      append(
        {
          lane: 'cart',
          uuid: 'u',
          intent: add('v1', 1),
          hint: {
            productId: 'p',
            productTitle: 'T',
            productHandle: 'h',
            variantTitle: null,
            image: null,
            unitPrice: null,
          },
        },
        random,
      ),
    );
    expect(Object.keys(take().mutations[0] ?? {}).sort()).toEqual(['args', 'kind', 'mid', 'parent', 'uuid', 'v']);
  });

  it('never sends what somebody else has made', () => {
    lane.run(append({ lane: 'cart', uuid: 'u', intent: add('v1', 1), principal: 'a'.repeat(64) }, random));
    const stored = lane.state;
    expect(() => take()).toThrow(expect.objectContaining({ code: 'wrong_principal' }));
    expect(lane.state).toBe(stored);
    const options = { lane: 'cart', region: 'eu', requestId: 'r', pull: false, mayBeKnown: true } as const;
    const request = lane.run(takeBatch({ ...options, principal: 'a'.repeat(64) }, random));
    expect(request).toMatchObject({ principal: 'a'.repeat(64), mutations: [{ uuid: 'u' }] });
    expect(request?.mutations[0]).not.toHaveProperty('principal');
  });

  it('takes no more than a request may hold', () => {
    for (let i = 0; i <= MAX_MUTATIONS; i++) enqueue(add(`v${i}`, 1));
    expect(take().mutations).toHaveLength(MAX_MUTATIONS);
    expect(lane.rows.at(-1)?.sent).toBe(0);
  });
});

describe('absorbReply', () => {
  it('removes what is acknowledged and takes the base, in one state', () => {
    enqueue(add('v1', 1));
    const request = take();
    enqueue(add('v1', 4));
    expect(absorb(request, { snapshot: snapshotOf({ v1: 1 }) })).toEqual({ kind: 'acknowledged', removed: 1 });
    expect(lane.rows).toMatchObject([{ mid: 2, args: { quantity: 4 } }]);
    expect(lane.state.base).toMatchObject({ lastMid: 1, rev: 1, epoch: 'epoch-1' });
  });

  it('never lets an older answer of the same epoch replace a newer base', () => {
    enqueue(add('v1', 1));
    const first = take();
    absorb(first, { rev: 5 });
    enqueue(add('v1', 2));
    const { base } = lane.state;
    expect(absorb(first, { rev: 4 })).toEqual({ kind: 'stale' });
    expect(absorb(first, { rev: 5, lastMid: 0, headUuid: null })).toEqual({ kind: 'stale' });
    expect(lane.state.base).toBe(base);
  });

  it('starts over when a newer cart has fewer of its changes: the server forgot the lane', () => {
    enqueue(add('v1', 1));
    const first = take();
    absorb(first, { rev: 5 });
    expect(absorb(first, { rev: 9, lastMid: 0, headUuid: null })).toEqual({ kind: 'restarted' });
    expect(lane.state.base).toMatchObject({ rev: 9, lastMid: 0 });
  });

  it('brings its cart along when the server knows neither lane nor cart any more', () => {
    enqueue(add('v1', 2));
    absorb(take(), { rev: 5, snapshot: snapshotOf({ v1: 2 }) });
    const before = lane.state.device?.clientId;
    expect(absorb(take(true), { rev: 0, lastMid: 0, headUuid: null })).toEqual({ kind: 'restarted' });
    expect(lane.rows).toMatchObject([{ mid: 1, ...add('v1', 2) }]);
    expect(lane.state.device?.clientId).not.toBe(before);
  });

  it('takes the word of the server that a customer has nothing', () => {
    enqueue(add('v1', 2));
    absorb(take(), { rev: 5, snapshot: snapshotOf({ v1: 2 }) });
    const pull = { ...take(true), principal: 'a'.repeat(64) };
    expect(absorb(pull, { rev: 0, lastMid: 0, headUuid: null })).toEqual({ kind: 'restarted' });
    expect(lane.rows).toEqual([]);
    expect(lane.state.base).toMatchObject({ rev: 0, snapshot: { lines: [] } });
  });

  it('takes a lower revision of a new epoch and keeps the queue', () => {
    enqueue(add('v1', 1));
    absorb(take(), { rev: 50 });
    enqueue(add('v1', 2));
    const pull = take();
    expect(absorb(pull, { epoch: 'epoch-2', rev: 3, lastMid: 1, headUuid: 'u1' })).toMatchObject({
      kind: 'acknowledged',
    });
    expect(lane.state.base).toMatchObject({ epoch: 'epoch-2', rev: 3 });
    expect(lane.rows).toHaveLength(1);
  });

  it('tells once what a restored server has lost, but not what is queued for it', () => {
    enqueue(add('v1', 3));
    enqueue(add('v2', 1));
    absorb(take(), { snapshot: snapshotOf({ v1: 3, v2: 1 }) });
    enqueue(add('v1', 2));
    const restored = { epoch: 'epoch-2', rev: 1, lastMid: 0, headUuid: null, snapshot: snapshotOf({ v1: 1 }) };
    expect(absorb(take(), restored)).toEqual({ kind: 'restarted' });
    expect(shownNotices(lane.state)).toMatchObject([
      {
        kind: 'rolled_back',
        data: {
          lane: 'cart',
          lines: [
            { variantId: 'v1', title: 'v1', from: 5, to: 3 },
            { variantId: 'v2', title: 'v2', from: 1, to: 0 },
          ],
        },
      },
    ]);
    absorb(take(), { epoch: 'epoch-2', rev: 2, snapshot: snapshotOf({ v1: 3 }) });
    expect(lane.state.notices).toHaveLength(1);
  });

  it('says nothing of a restored server that has lost nothing of this device', () => {
    enqueue(add('v1', 1));
    absorb(take(), { snapshot: snapshotOf({ v1: 1 }) });
    absorb(take(true), { epoch: 'epoch-2', rev: 9, snapshot: snapshotOf({ v1: 2 }) });
    expect(lane.state.notices).toEqual([]);
  });

  it('does not fall back to the epoch before when its answer comes late', () => {
    const early = take(true);
    absorb(take(true), { epoch: 'epoch-1' });
    const late = take(true);
    absorb(take(true), { epoch: 'epoch-2' });
    expect(absorb(late, { epoch: 'epoch-1', rev: 99 })).toEqual({ kind: 'stale' });
    expect(absorb(early, { epoch: 'epoch-1', rev: 99 })).toEqual({ kind: 'stale' });
    expect(lane.state.base?.epoch).toBe('epoch-2');
  });

  it('starts over under a new name when a restored server forgot what it had acknowledged', () => {
    enqueue(add('v1', 1));
    absorb(take(), { snapshot: snapshotOf({ v1: 1 }) });
    const before = lane.state.device?.clientId;
    enqueue(add('v2', 2));
    const pull = take();
    expect(absorb(pull, { epoch: 'epoch-2', rev: 0, lastMid: 0, headUuid: null })).toEqual({ kind: 'restarted' });
    expect(lane.state.device?.clientId).not.toBe(before);
    expect(lane.rows).toMatchObject([{ mid: 1, uuid: 'u2', parent: null, sent: 1, args: { variantId: 'v2' } }]);
    expect(lane.state.base).toMatchObject({ epoch: 'epoch-2', lastMid: 0, snapshot: { lines: [] } });
  });

  it.each([
    ['more than was ever queued here', { lastMid: 2, headUuid: 'elsewhere' }],
    ['another change under the same mid', { lastMid: 1, headUuid: 'elsewhere' }],
  ])('knows an acknowledgement of %s as another device of the same name', (_name, over) => {
    enqueue(add('v1', 1));
    expect(absorb(take(), over)).toEqual({ kind: 'forked' });
    expect(shownNotices(lane.state)).toMatchObject([{ kind: 'review', data: { intent: add('v1', 1) } }]);
  });

  it('ignores the answer to the client it was before', () => {
    enqueue(add('v1', 1));
    const request = take();
    lane.run((state) => ({ state: reborn(state, 'cart', null, random), result: null }));
    expect(absorb(request)).toEqual({ kind: 'stale' });
    expect(lane.rows).toHaveLength(1);
  });

  it('goes on showing what a line was added as until the server has described it', () => {
    const hint = {
      productId: 'p',
      productTitle: 'Kettle',
      productHandle: 'kettle',
      variantTitle: null,
      image: null,
      unitPrice: null,
    };
    lane.run(append({ lane: 'cart', uuid: 'u', intent: add('v1', 1), hint }, random));
    const bare = snapshotOf({ v1: 1 });
    absorb(take(), { snapshot: { ...bare, lines: bare.lines.map((line) => ({ ...line, unitPrice: null })) } });
    expect(lane.state.base?.hints).toEqual({ v1: hint });
    absorb(take(true), { lastMid: 1, headUuid: 'u', snapshot: bare });
    expect(lane.state.base?.hints).toEqual({});
  });
});

describe('notices', () => {
  const notice = { id: 'n1', kind: 'gone', data: { title: 'Kettle' } };

  it('are shown once, told to the server, and do not come back after they were dismissed', () => {
    const late = take(true);
    absorb(take(true), { notices: [notice, notice] });
    expect(shownNotices(lane.state)).toEqual([notice]);
    expect(take(true).noticesStored).toEqual(['n1']);
    lane.run(dismiss('n1'));
    absorb(take(true));
    expect(take(true).noticesStored).toEqual([]);
    absorb(late, { notices: [notice] });
    expect(shownNotices(lane.state)).toEqual([]);
  });

  it('of a restored cart count only for a device that had nothing', () => {
    const restored = (id: string) => ({ id, kind: 'restored', data: { lines: 1 } });
    absorb(take(true), { notices: [restored('a')] });
    expect(shownNotices(lane.state)).toHaveLength(1);
    absorb(take(true), { notices: [restored('b')] });
    expect(shownNotices(lane.state)).toHaveLength(1);
  });
});

describe('a device under a new name', () => {
  function acknowledgedThenQueued() {
    enqueue(add('v1', 3));
    absorb(take(), { snapshot: snapshotOf({ v1: 3 }) });
    enqueue(add('v2', 2));
    take();
    enqueue(add('v3', 1));
  }

  it('reborn: adds the lines it last saw again before what is queued', () => {
    acknowledgedThenQueued();
    lane.run((state) => ({ state: reborn(state, 'cart', null, random), result: null }));
    expect(lane.rows.map(({ mid, args, sent }) => ({ mid, args, sent }))).toEqual([
      { mid: 1, args: { variantId: 'v1', quantity: 3 }, sent: 0 },
      { mid: 2, args: { variantId: 'v2', quantity: 2 }, sent: 0 },
      { mid: 3, args: { variantId: 'v3', quantity: 1 }, sent: 0 },
    ]);
    expect(lane.rows.map((row) => row.parent)).toEqual([null, lane.rows[0]?.uuid, lane.rows[1]?.uuid]);
    expect(lane.state.base).toBeNull();
  });

  it('forked: keeps the base, sends what was never sent and asks about the rest', () => {
    acknowledgedThenQueued();
    lane.run((state) => ({ state: fork(state, { lastMid: 1, isDedupedByUuid: false }, random), result: null }));
    expect(lane.rows).toMatchObject([{ mid: 1, parent: null, args: { variantId: 'v3' } }]);
    expect(lane.state.base).toMatchObject({ lastMid: 0, snapshot: { lines: [{ variantId: 'v1' }] } });
    expect(shownNotices(lane.state)).toMatchObject([{ kind: 'review', data: { intent: add('v2', 2) } }]);
  });

  it('forked: asks about what the copy may have sent as well', () => {
    enqueue(add('v1', 3));
    enqueue(add('v2', 2));
    lane.run((state) => ({ state: fork(state, { lastMid: 1, isDedupedByUuid: false }, random), result: null }));
    expect(lane.rows).toMatchObject([{ mid: 1, args: { variantId: 'v2' } }]);
    expect(shownNotices(lane.state)).toMatchObject([{ kind: 'review', data: { intent: add('v1', 3) } }]);
  });

  it('forked, by a server that knows uuids: sends everything again as it was and asks nobody', () => {
    acknowledgedThenQueued();
    const before = lane.rows;
    lane.run((state) => ({ state: fork(state, { lastMid: 2, isDedupedByUuid: true }, random), result: null }));
    expect(lane.rows).toMatchObject([
      { mid: 1, parent: null, uuid: before[0]?.uuid, args: { variantId: 'v2' }, sent: 1 },
      { mid: 2, parent: before[0]?.uuid, uuid: before[1]?.uuid, args: { variantId: 'v3' }, sent: 0 },
    ]);
    expect(shownNotices(lane.state)).toEqual([]);
    enqueue(add('v3', 5));
    expect(lane.rows.at(-1)).toMatchObject({ mid: 2, args: { quantity: 6 } });
  });

  it('forked, by a server that knows uuids: freezes what the copy may have sent', () => {
    enqueue(add('v1', 3));
    lane.run((state) => ({ state: fork(state, { lastMid: 1, isDedupedByUuid: true }, random), result: null }));
    enqueue(add('v1', 1));
    expect(lane.rows).toMatchObject([
      { mid: 1, uuid: 'u1', args: { quantity: 3 } },
      { mid: 2, parent: 'u1', args: { quantity: 1 } },
    ]);
  });

  it('reborn as a customer: the cart is still there, so nothing is added again', () => {
    acknowledgedThenQueued();
    lane.run((state) => ({ state: reborn(state, 'cart', 'a'.repeat(64), random), result: null }));
    expect(lane.rows.map((row) => row.args['variantId'])).toEqual(['v2', 'v3']);
    expect(lane.state.base?.snapshot.lines).toMatchObject([{ variantId: 'v1' }]);
  });

  it('started over: sends everything queued again and adds nothing', () => {
    acknowledgedThenQueued();
    lane.run((state) => ({ state: startOver(state, random), result: null }));
    expect(lane.rows).toMatchObject([
      { mid: 1, args: { variantId: 'v2' }, sent: 1 },
      { mid: 2, args: { variantId: 'v3' }, sent: 0 },
    ]);
    expect(lane.state.device).toMatchObject({ nextMid: 3, lastUuid: lane.rows[1]?.uuid });
  });
});
