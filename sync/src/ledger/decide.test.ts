import { describe, expect, it } from 'vitest';
import { MAX_LINES } from '../protocol/limits.js';
import type { Mutation } from '../protocol/sync-request.js';
import { decide, type LaneHead } from './decide.js';

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
const run = (
  lane: LaneHead,
  mutations: Mutation[],
  lines = new Map<string, { quantity: number; rev: number }>(),
  rev = 0,
) => decide({ clientId, lane, lines, rev, mutations });

function applied(decision: ReturnType<typeof decide>) {
  if (decision.kind !== 'applied') throw new Error(`expected applied, got ${decision.kind}`);
  return decision;
}

describe('decide', () => {
  it('applies a chain and raises the revision once', () => {
    const decision = applied(run(fresh, chain(1, [add('v1', 1), add('v1', 2), add('v2', 4)])));
    expect(Object.fromEntries(decision.lines)).toEqual({ v1: { quantity: 3, rev: 1 }, v2: { quantity: 4, rev: 1 } });
    expect(decision).toMatchObject({ changed: true, rev: 1, lastMid: 3, headUuid: uuidOf(3), notices: [] });
  });

  it('skips what has happened already and applies the rest', () => {
    const lane = { lastMid: 2, headUuid: uuidOf(2) };
    const decision = applied(run(lane, chain(1, [add('v1', 1), add('v1', 2), add('v1', 4)])));
    expect(decision.lines.get('v1')?.quantity).toBe(4);
    expect(decision.lastMid).toBe(3);
  });

  it('answers an exact repeat without a change', () => {
    const lines = new Map([['v1', { quantity: 3, rev: 7 }]]);
    const decision = applied(
      run({ lastMid: 2, headUuid: uuidOf(2) }, chain(1, [add('v1', 1), add('v1', 2)]), lines, 7),
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
    expect(Object.fromEntries(decision.lines)).toEqual({ v2: { quantity: 2, rev: 1 } });
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
    expect(unknown.lines.get('v1')?.quantity).toBe(1);
    const newer = applied(run(fresh, chain(1, [{ ...add('v1', 1), v: 2 }])));
    expect(newer).toMatchObject({ lastMid: 0, changed: false, stopped: { mid: 1 } });
  });

  it('refuses one variant too many and keeps the full cart', () => {
    const lines = new Map(Array.from({ length: MAX_LINES }, (_, i) => [`v${i}`, { quantity: 1, rev: 1 }] as const));
    const decision = applied(run(fresh, chain(1, [add('another', 1), add('v0', 1)]), lines, 1));
    expect(decision.lines.size).toBe(MAX_LINES);
    expect(decision.lines.get('v0')?.quantity).toBe(2);
    expect(decision.notices[0]?.data.code).toBe('too_many_lines');
  });

  it('does not touch its input', () => {
    const lines = new Map([['v1', { quantity: 1, rev: 1 }]]);
    run(fresh, chain(1, [add('v1', 5)]), lines, 1);
    expect(lines.get('v1')).toEqual({ quantity: 1, rev: 1 });
  });
});
