import { describe, expect, it } from 'vitest';
import { append } from './append.js';
import { EMPTY_LANE } from './empty-lane.js';
import { runStep, type LaneState } from './lane-state.js';
import { takeBatch } from './take-batch.js';
import { withDevice } from './with-device.js';

let uuids = 0;
const random = { uuid: () => `uuid-${++uuids}` };
const add = (uuid: string) =>
  append({ lane: 'cart', uuid, intent: { kind: 'cart.add', args: { variantId: uuid, quantity: 1 } } }, random);
const queued = (...names: string[]): LaneState =>
  names.reduce((state, name) => runStep(state, add(name)).state, EMPTY_LANE);
const options = { lane: 'cart', region: 'eu', requestId: 'r', pull: false, mayBeKnown: true } as const;

describe('a lane whose device record was lost', () => {
  it('keeps what waits, before what comes', () => {
    const lost = { ...queued('a', 'b'), device: null };
    const { state } = runStep(lost, add('c'));
    expect(state.rows.map(({ mid, uuid, parent }) => [mid, uuid, parent])).toEqual([
      [1, 'a', null],
      [2, 'b', 'a'],
      [3, 'c', 'b'],
    ]);
    expect(state.device).toMatchObject({ nextMid: 4, lastUuid: 'c' });
  });

  it('sends from mid 1 whatever the rows were numbered', () => {
    const { device: _, ...rest } = queued('a', 'b');
    const { result } = takeBatch(options, random)({ ...rest, rows: rest.rows.slice(1), device: null });
    expect(result?.mutations).toMatchObject([{ mid: 1, uuid: 'b', parent: null }]);
  });

  it('is left alone where there is one', () => {
    const state = queued('a');
    expect(withDevice(state, random)).toBe(state);
  });
});
