import { newDevice, type Device, type LaneState } from './lane-state.js';
import { fromOne } from './renumber.js';

type Owned = LaneState & { device: Device };

/**
 * A lane without a device gets one. Where rows or a base are there all the same, its record was lost alone: nobody knows any
 * more under which name they were numbered, so they begin anew under the new one, before anything can take their places.
 */
export function withDevice(state: LaneState, random: { uuid(): string }): Owned {
  if (isOwned(state)) return state;
  const { numbered, tail } = fromOne(state.rows);
  const base = state.base && { ...state.base, lastMid: 0 };
  return { ...state, base, rows: numbered, device: { ...newDevice(random), ...tail } };
}

const isOwned = (state: LaneState): state is Owned => state.device !== null;
