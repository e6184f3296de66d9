import { describe, expect, it } from 'vitest';
import { MAX_LINES } from '../protocol/limits.js';
import type { Mutation } from '../protocol/sync-request.js';
import { NOTHING_DESIRED, type Lines } from '../mutators/index.js';
import { decide, type DecisionInput, type LaneHead } from './decide.js';

const clientId = '00000000-0000-4000-8000-0000000000c1';
const fresh: LaneHead = { lastMid: 0, headUuid: null };
const uuidOf = (mid: number, device = 'a') => `${device}-${mid}`;

function chain(
  from: number,
  intents: Array<Pick<Mutation, 'kind' | 'args'> & Partial<Mutation>>,
  device = 'a',
): Mutation[] {
  return intents.map((intent, index) => {
    const mid = from + index;
    return { mid, uuid: uuidOf(mid, device), parent: mid === 1 ? null : uuidOf(mid - 1, device), v: 1, ...intent };
  });
}

const add = (variantId: string, quantity: unknown) => ({ kind: 'cart.add', args: { variantId, quantity } });
const run = (head: LaneHead, mutations: Mutation[], over: Partial<DecisionInput> = {}) =>
  decide({
    clientId,
    lane: 'cart',
    head,
    desired: NOTHING_DESIRED,
    rev: 0,
    generation: 0,
    seen: new Set(),
    mutations,
    ...over,
  });
const desired = (lines: Lines) => ({ lines, promos: [] });

function applied(decision: ReturnType<typeof decide>) {
  if (decision.kind !== 'applied') throw new Error(`expected applied, got ${decision.kind}`);
  return decision;
}

describe('decide', () => {
  it('applies a chain and raises the revision once', () => {
    const decision = applied(run(fresh, chain(1, [add('v1', 1), add('v1', 2), add('v2', 4)])));
    expect(Object.fromEntries(decision.desired.lines)).toEqual({
      v1: { quantity: 3, rev: 1 },
      v2: { quantity: 4, rev: 1 },
    });
    expect(decision).toMatchObject({ changed: true, rev: 1, lastMid: 3, headUuid: uuidOf(3), notices: [] });
  });

  it('skips what has happened already and applies the rest', () => {
    const lane = { lastMid: 2, headUuid: uuidOf(2) };
    const decision = applied(run(lane, chain(1, [add('v1', 1), add('v1', 2), add('v1', 4)])));
    expect(decision.desired.lines.get('v1')?.quantity).toBe(4);
    expect(decision.lastMid).toBe(3);
  });

  it('answers an exact repeat without a change', () => {
    const lines = new Map([['v1', { quantity: 3, rev: 7 }]]);
    const decision = applied(
      run({ lastMid: 2, headUuid: uuidOf(2) }, chain(1, [add('v1', 1), add('v1', 2)]), {
        desired: desired(lines),
        rev: 7,
      }),
    );
    expect(decision).toMatchObject({ changed: false, rev: 7, lastMid: 2 });
  });

  it('answers a late copy of an older request without a change', () => {
    expect(run({ lastMid: 5, headUuid: uuidOf(5) }, chain(2, [add('v1', 1)]))).toMatchObject({
      kind: 'applied',
      changed: false,
      lastMid: 5,
    });
  });

  it('stops at a hole before the first and inside', () => {
    expect(run(fresh, chain(2, [add('v1', 1)]))).toEqual({ kind: 'out_of_order', lastMid: 0 });
    const [first, , third] = chain(1, [add('v1', 1), add('v1', 1), add('v1', 1)]);
    expect(run(fresh, [first!, third!])).toEqual({ kind: 'out_of_order', lastMid: 0 });
  });

  it('tells a clone that continues from another history', () => {
    const lane = { lastMid: 2, headUuid: uuidOf(2, 'a') };
    expect(run(lane, chain(3, [add('v1', 1)], 'b'))).toEqual({ kind: 'forked', lastMid: 2 });
  });

  it('tells a clone that repeats a mid with another change', () => {
    const lane = { lastMid: 2, headUuid: uuidOf(2, 'a') };
    expect(run(lane, chain(2, [add('v1', 1)], 'b'))).toEqual({ kind: 'forked', lastMid: 2 });
  });

  it('tells a broken chain inside the request', () => {
    const [first, second] = chain(1, [add('v1', 1), add('v1', 1)]);
    expect(run(fresh, [first!, { ...second!, parent: 'elsewhere' }])).toEqual({ kind: 'forked', lastMid: 0 });
  });

  it.each([0, -1, 1.5, 1e9, '2', null, Number.NaN])('turns quantity %s into a notice and goes on', (quantity) => {
    const decision = applied(run(fresh, chain(1, [add('v1', quantity), add('v2', 2)])));
    expect(Object.fromEntries(decision.desired.lines)).toEqual({ v2: { quantity: 2, rev: 1 } });
    expect(decision.lastMid).toBe(2);
    expect(decision.notices).toEqual([
      {
        id: `${clientId}:1`,
        kind: 'rejected',
        data: { clientId, mid: 1, code: 'invalid_quantity', message: expect.any(String) },
      },
    ]);
  });

  it('stops before a kind or a version it does not know, keeping what came before', () => {
    const unknown = applied(run(fresh, chain(1, [add('v1', 1), { kind: 'cart.fold', args: {} }, add('v1', 2)])));
    expect(unknown).toMatchObject({ lastMid: 1, headUuid: uuidOf(1), stopped: { mid: 2, code: 'unknown_kind' } });
    expect(unknown.desired.lines.get('v1')?.quantity).toBe(1);
    const newer = applied(run(fresh, chain(1, [{ ...add('v1', 1), v: 2 }])));
    expect(newer).toMatchObject({ lastMid: 0, changed: false, stopped: { mid: 1 } });
  });

  it('refuses one variant too many and keeps the full cart', () => {
    const lines = new Map(Array.from({ length: MAX_LINES }, (_, i) => [`v${i}`, { quantity: 1, rev: 1 }] as const));
    const decision = applied(
      run(fresh, chain(1, [add('another', 1), add('v0', 1)]), { desired: desired(lines), rev: 1 }),
    );
    expect(decision.desired.lines.size).toBe(MAX_LINES);
    expect(decision.desired.lines.get('v0')?.quantity).toBe(2);
    expect(decision.notices).toMatchObject([{ kind: 'rejected', data: { code: 'too_many_lines' } }]);
  });

  it('does not touch its input', () => {
    const lines = new Map([['v1', { quantity: 1, rev: 1 }]]);
    run(fresh, chain(1, [add('v1', 5)]), { desired: desired(lines), rev: 1 });
    expect(lines.get('v1')).toEqual({ quantity: 1, rev: 1 });
  });

  it('passes what a copy of the device has done already', () => {
    const decision = applied(run(fresh, chain(1, [add('v1', 1), add('v1', 2)]), { seen: new Set([uuidOf(1)]) }));
    expect(decision.desired.lines.get('v1')?.quantity).toBe(2);
    expect(decision).toMatchObject({ lastMid: 2, effective: [uuidOf(2)] });
  });

  it('rejects a mutation that makes it throw and goes on with the next', () => {
    const poison = {
      kind: 'cart.add',
      args: Object.defineProperty({}, 'variantId', {
        enumerable: true,
        get() {
          throw new Error('poison');
        },
      }),
    };
    const decision = applied(run(fresh, chain(1, [poison, add('v1', 2)])));
    expect(decision.desired.lines.get('v1')?.quantity).toBe(2);
    expect(decision.notices).toMatchObject([{ kind: 'rejected', data: { mid: 1, code: 'internal' } }]);
  });

  it('keeps promotion codes as a set', () => {
    const enter = (code: unknown) => ({ kind: 'cart.promo.add', args: { code } });
    const decision = applied(
      run(
        fresh,
        chain(1, [enter('A'), enter('B'), enter('A'), { kind: 'cart.promo.remove', args: { code: 'B' } }, enter(' ')]),
      ),
    );
    expect(decision.desired.promos).toEqual(['A']);
    expect(decision.notices).toMatchObject([{ data: { mid: 5, code: 'invalid_promo' } }]);
  });

  it('keeps wishes apart from the cart', () => {
    const wish = { kind: 'wishlist.add', args: { variantId: 'v1' } };
    const decision = applied(run(fresh, chain(1, [wish, wish, add('v1', 1)]), { lane: 'wishlist' }));
    expect(Object.fromEntries(decision.desired.lines)).toEqual({ v1: { quantity: 1, rev: 1 } });
    expect(decision.notices).toMatchObject([{ data: { mid: 3, code: 'wrong_lane' } }]);
    expect(applied(run(fresh, chain(1, [wish]))).notices).toMatchObject([{ data: { code: 'wrong_lane' } }]);
  });

  it('carries additions over to the cart after an order and tells of everything else', () => {
    const late = chain(1, [
      { ...add('v1', 2), generation: 0 },
      { kind: 'cart.set', args: { variantId: 'v2', quantity: 5 }, generation: 0 },
      { kind: 'cart.remove', args: { variantId: 'v3' }, generation: 0 },
      { kind: 'cart.set', args: { variantId: 'v4', quantity: 1 } },
    ]);
    const lines = new Map([['v3', { quantity: 1, rev: 1 }]]);
    const decision = applied(run(fresh, late, { desired: desired(lines), generation: 1 }));
    expect([...decision.desired.lines].map(([id, { quantity }]) => [id, quantity])).toEqual([
      ['v3', 1],
      ['v1', 2],
      ['v4', 1],
    ]);
    expect(decision.lastMid).toBe(4);
    expect(decision.notices).toMatchObject([
      { kind: 'cart_completed', data: { mid: 2, intent: { kind: 'cart.set' } } },
      { kind: 'cart_completed', data: { mid: 3 } },
      { kind: 'moved', data: { lines: 1 } },
    ]);
  });
});

describe('forms', () => {
  const contact = { kind: 'contact.send', args: { email: 'sam@example.com', message: 'Hello' } };
  const forms = { lane: 'forms' as const };

  it('hands over each form once and changes nothing else', () => {
    const sent = chain(1, [contact, contact]);
    const first = applied(run(fresh, sent, forms));
    expect(first).toMatchObject({ changed: false, rev: 0, lastMid: 2, notices: [] });
    expect(first.forms.map(({ uuid, form }) => [uuid, form])).toEqual(sent.map(({ uuid }) => [uuid, contact]));
    expect(applied(run({ lastMid: 2, headUuid: uuidOf(2) }, sent, forms)).forms).toEqual([]);
    const seen = applied(run(fresh, sent, { ...forms, seen: new Set([uuidOf(1)]) }));
    expect(seen.forms.map(({ uuid }) => uuid)).toEqual([uuidOf(2)]);
  });

  it('gives back what cannot be used, in characters a database can keep, and goes on', () => {
    const bad = { ...contact, args: { email: 'sam', message: 'He\u0000llo\ud800', odd: { deep: [] }, rating: 3 } };
    const decision = applied(run(fresh, chain(1, [bad, contact]), forms));
    expect(decision.forms).toHaveLength(1);
    expect(decision.notices).toEqual([
      {
        id: `${clientId}:1`,
        kind: 'form_refused',
        data: {
          clientId,
          mid: 1,
          code: 'invalid',
          intent: { kind: 'contact.send', args: { email: 'sam', message: 'Hello\ufffd', rating: 3 } },
          product: null,
        },
      },
    ]);
  });

  it('waits before a form that a newer build made', () => {
    const decision = applied(run(fresh, chain(1, [contact, { kind: 'question.ask', args: {} }, contact]), forms));
    expect(decision).toMatchObject({ lastMid: 1, stopped: { mid: 2, code: 'unknown_kind' } });
    expect(applied(run(fresh, chain(1, [{ ...contact, v: 2 }]), forms))).toMatchObject({ lastMid: 0, forms: [] });
  });

  it('takes a form in no other lane, and no other intent for a form', () => {
    expect(applied(run(fresh, chain(1, [contact])))).toMatchObject({ lastMid: 0, forms: [] });
    expect(applied(run(fresh, chain(1, [add('v1', 1)]), forms))).toMatchObject({ lastMid: 0, changed: false });
  });
});
