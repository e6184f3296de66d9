import type { Device, LaneState, OutboxRow } from './lane-state.js';

/**
 * Rows again from mid 1 for a client the server has not seen yet. Their uuids stay, by which the server knows what took effect
 * under the former name, and so a row that was sent stays frozen.
 */
export function renumber(state: LaneState, rows: readonly OutboxRow[], clientId: string): LaneState {
  if (!state.device) return state;
  const { numbered, tail } = fromOne(rows);
  return { ...state, device: { ...state.device, clientId, ...tail }, rows: numbered };
}

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
