import { newDevice, type Device, type LaneState, type OutboxRow } from './lane-state.js';

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

/** The rows with their new places, and where the next one goes. */
export function fromOne(rows: readonly OutboxRow[]) {
  let lastUuid: string | null = null;
  const numbered = rows.map((row, index): OutboxRow => {
    const next: OutboxRow = { ...row, mid: index + 1, parent: lastUuid };
    lastUuid = row.uuid;
    return next;
  });
  const tail: Pick<Device, 'nextMid' | 'lastUuid'> = { nextMid: rows.length + 1, lastUuid };
  return { numbered, tail };
}
