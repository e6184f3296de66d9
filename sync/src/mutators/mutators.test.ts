import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { append } from '../outbox/append.js';
import { fold } from '../outbox/fold.js';
import type { Base } from '../outbox/lane-state.js';
import type { Intent, IntentArgs } from '../protocol/intent.js';
import { MAX_QUANTITY } from '../protocol/limits.js';
import { LaneInMemory, snapshotOf } from '../testing/lane-fixtures.js';
import { seededRandom } from '../testing/seeded-random.js';
import { applyIntent, NOTHING_DESIRED, type Desired } from './index.js';

const variantId = fc.constantFrom('v1', 'v2', 'v3');
const add = fc
  .record({ variantId, quantity: fc.integer({ min: 1, max: MAX_QUANTITY }) })
  .map((args: IntentArgs<'cart.add'>) => ({ kind: 'cart.add' as const, args }));
const set = fc
  .record({ variantId, quantity: fc.integer({ min: 0, max: MAX_QUANTITY }) })
  .map((args: IntentArgs<'cart.set'>) => ({ kind: 'cart.set' as const, args }));
const remove = fc
  .record({ variantId })
  .map((args: IntentArgs<'cart.remove'>) => ({ kind: 'cart.remove' as const, args }));
const intent = fc.oneof(add, set, remove);
const quantities = fc.dictionary(variantId, fc.integer({ min: 1, max: MAX_QUANTITY }));

const desiredOf = (record: Record<string, number>): Desired => ({
  lines: new Map(Object.entries(record).map(([id, quantity]) => [id, { quantity, rev: 1 }])),
  promos: [],
});
const plain = ({ lines }: Desired) => Object.fromEntries([...lines].map(([id, line]) => [id, line.quantity]).sort());
const run = (desired: Desired, intents: Intent[], rev = 2) =>
  intents.reduce((now, next) => applyIntent(now, next, { rev }), desired);

describe('mutators', () => {
  it('adds commute', () => {
    fc.assert(
      fc.property(quantities, fc.array(add), (start, adds) => {
        expect(plain(run(desiredOf(start), adds))).toEqual(plain(run(desiredOf(start), adds.toReversed())));
      }),
    );
  });

  it('a set and a removal done twice are done once', () => {
    fc.assert(
      fc.property(quantities, fc.oneof(set, remove), (start, once) => {
        expect(run(desiredOf(start), [once, once])).toEqual(run(desiredOf(start), [once]));
      }),
    );
  });

  it('the last set wins, whatever was before', () => {
    fc.assert(
      fc.property(quantities, fc.array(intent), set, (start, before, last) => {
        const id = last.args.variantId;
        const wanted = last.kind === 'cart.set' && last.args.quantity > 0 ? last.args.quantity : undefined;
        expect(run(desiredOf(start), [...before, last]).lines.get(id)?.quantity).toBe(wanted);
      }),
    );
  });

  it('a quantity is never zero, negative, broken or beyond the limit, and only the named line changes', () => {
    fc.assert(
      fc.property(quantities, fc.array(intent), intent, (start, before, next) => {
        const desired = run(desiredOf(start), before);
        const after = applyIntent(desired, next, { rev: 9 });
        for (const [id, line] of after.lines) {
          expect(Number.isInteger(line.quantity) && line.quantity > 0 && line.quantity <= MAX_QUANTITY).toBe(true);
          if (id !== next.args.variantId) expect(line).toBe(desired.lines.get(id));
        }
      }),
    );
  });

  it('a removal takes what was seen and leaves what somebody else added since', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 1000 }), (seen, since) => {
        const grown = run(desiredOf({ v1: seen }), [{ kind: 'cart.add', args: { variantId: 'v1', quantity: since } }]);
        const context = { rev: 3, observed: { rev: 1, quantity: seen } };
        const removal: Intent = { kind: 'cart.remove', args: { variantId: 'v1' } };
        expect(applyIntent(grown, removal, context).lines.get('v1')?.quantity).toBe(since);
        expect(applyIntent(desiredOf({ v1: seen }), removal, context).lines.has('v1')).toBe(false);
      }),
    );
  });
});

describe('fold', () => {
  it('of merged intents is the fold of the intents', () => {
    fc.assert(
      fc.property(quantities, fc.array(intent, { maxLength: 20 }), (start, intents) => {
        const base: Base = { lane: 'cart', epoch: 'e', rev: 1, lastMid: 0, snapshot: snapshotOf(start), hints: {} };
        const lane = new LaneInMemory();
        const random = seededRandom(1);
        for (const next of intents) lane.run(append({ lane: 'cart', uuid: random.uuid(), intent: next }, random));
        expect(plain(fold('cart', base, lane.state.rows))).toEqual(plain(run(desiredOf(start), intents)));
      }),
    );
  });

  it('leaves an intent it cannot read for later', () => {
    expect(fold('cart', null, [{ v: 1, kind: 'cart.later', args: {} }])).toEqual(NOTHING_DESIRED);
    expect(fold('cart', null, [{ v: 2, kind: 'cart.add', args: { variantId: 'v1', quantity: 1 } }])).toEqual(
      NOTHING_DESIRED,
    );
  });
});
