import type { LaneState, OutboxRow } from './lane-state.js';
import { fromOne } from './with-device.js';

/**
 * Rows again from mid 1 for a client the server has not seen yet. Their uuids stay, by which the server knows what took effect
 * under the former name, and so a row that was sent stays frozen.
 */
export function renumber(state: LaneState, rows: readonly OutboxRow[], clientId: string): LaneState {
  if (!state.device) return state;
  const { numbered, tail } = fromOne(rows);
  return { ...state, device: { ...state.device, clientId, ...tail }, rows: numbered };
}
