import { SyncError } from '../errors.js';
import { withLaneAtZero } from './rebirth.js';
import { renumber } from './renumber.js';
import type { LaneState, OutboxRow, Step } from './lane-state.js';

/**
 * Takes one intent out of the queue at the shopper's wish. Two kinds can go: one that was never sent, and the one the server
 * said it does not understand. After the latter the lane goes on under a new client id, so that a server that learns to
 * understand it later finds nothing to go on with. Anything else may have taken effect and stays.
 */
export function discard(uuid: string, random: { uuid(): string }): Step<null> {
  return (state) => {
    const row = state.rows.find((candidate) => candidate.uuid === uuid);
    if (!row) throw new SyncError('not_queued', 'this change is not queued any more; it has arrived or was taken out');
    if (row.sent === 0) return { state: withoutUnsent(state, row), result: null };
    if (row.mid !== state.base?.stoppedMid)
      throw new SyncError(
        'already_sent',
        'this change is on its way or has arrived, so it cannot be taken back; make the opposite change instead',
      );
    const rows = state.rows.filter((other) => other !== row);
    return { state: renumber(withLaneAtZero(state), rows, random.uuid()), result: null };
  };
}

/** Rows behind one that was never sent were not sent either, so they may move up. */
function withoutUnsent(state: LaneState, gone: OutboxRow): LaneState {
  const { device } = state;
  if (!device) return state;
  let lastUuid = gone.parent;
  const behind = state.rows
    .filter((row) => row.mid > gone.mid)
    .map((row): OutboxRow => {
      const moved = { ...row, mid: row.mid - 1, parent: lastUuid };
      lastUuid = row.uuid;
      return moved;
    });
  const rows = [...state.rows.filter((row) => row.mid < gone.mid), ...behind];
  return { ...state, device: { ...device, nextMid: device.nextMid - 1, lastUuid }, rows };
}
