import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Conditions } from '../ports/device-conditions.js';
import { BYTES_PER_PRODUCT, planReplica } from './plan-replica.js';

const MB = 1_000_000;
const shop = { products: 10_000 };
const plenty: Conditions = { savesData: false, battery: null, room: null };
const roomOf = (freeBytes: number) => ({ quotaBytes: 2 * freeBytes, usedBytes: freeBytes });

describe('planReplica', () => {
  it.each<[string, Partial<Conditions>, 'nothing' | 'partial' | 'full', object]>([
    ['takes all where nothing is known', {}, 'nothing', { kind: 'full' }],
    ['takes all where there is room', { room: roomOf(500 * MB) }, 'nothing', { kind: 'full' }],
    [
      'takes a part on a small device',
      { room: roomOf(20 * MB) },
      'nothing',
      { kind: 'partial', reason: 'no-room', products: 2_000 },
    ],
    ['takes little on a tiny device', { room: roomOf(MB) }, 'nothing', { kind: 'partial', products: 166 }],
    [
      'takes nothing on a full device',
      { room: { quotaBytes: 1, usedBytes: 2 } },
      'nothing',
      { kind: 'partial', products: 0 },
    ],
    [
      'takes a part from a shopper who saves data',
      { savesData: true },
      'nothing',
      { kind: 'partial', reason: 'saves-data' },
    ],
    [
      'takes a part on a low battery',
      { battery: { level: 0.1, isCharging: false } },
      'nothing',
      { kind: 'partial', reason: 'low-battery' },
    ],
    [
      'takes all on a low battery that is charging',
      { battery: { level: 0.1, isCharging: true } },
      'nothing',
      { kind: 'full' },
    ],
    ['grows once the reason is gone', {}, 'partial', { kind: 'full' }],
    ['keeps a whole one though data are saved', { savesData: true }, 'full', { kind: 'full' }],
    [
      'gives a whole one up on a full device',
      { room: { quotaBytes: 9, usedBytes: 9 } },
      'full',
      { kind: 'partial', products: 0 },
    ],
  ])('%s', (_, conditions, has, plan) => {
    expect(planReplica(shop, { ...plenty, ...conditions }, has)).toMatchObject(plan);
  });

  it('never plans more than fits into a quarter of the room', () => {
    fc.assert(
      fc.property(fc.nat(200_000), fc.nat(500 * MB), fc.nat(500 * MB), (products, quotaBytes, usedBytes) => {
        const plan = planReplica({ products }, { ...plenty, room: { quotaBytes, usedBytes } }, 'nothing');
        const taken = (plan.kind === 'full' ? products : plan.products) * BYTES_PER_PRODUCT;
        expect(taken).toBeLessThanOrEqual(Math.max(0, quotaBytes - usedBytes) / 4);
      }),
    );
  });
});
