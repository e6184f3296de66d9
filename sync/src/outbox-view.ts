import type { LaneState, OutboxRow } from './outbox/lane-state.js';
import { EMPTY_LANE } from './outbox/empty-lane.js';
import { LANES, type Lane } from './protocol/intent.js';
import { INTENT_VERSION, PROTOCOL_VERSION } from './protocol/version.js';
import type { SyncStatus } from './status.js';

export type OutboxEntry = {
  lane: Lane;
  mid: number;
  uuid: string;
  intent: { kind: string; args: Record<string, unknown> };
  /** Of the product, as it was shown when the change was made. */
  title: string | null;
  /** `not-understood`: the server is older than this change; it and those behind it wait. */
  state: 'waiting' | 'sent' | 'not-understood';
  /** Why nothing is sent at the moment, as in `SyncStatus`. */
  reason: SyncStatus['reason'];
  /** `discard` would accept it. */
  canDiscard: boolean;
};

/** What is queued in one lane, in the order it will be sent. */
export function viewOutbox(lane: Lane, state: LaneState | null, reason: SyncStatus['reason']): OutboxEntry[] {
  const stoppedMid = state?.base?.stoppedMid;
  return (state?.rows ?? []).map((row) => {
    const isStopped = row.mid === stoppedMid;
    return {
      lane,
      mid: row.mid,
      uuid: row.uuid,
      intent: { kind: row.kind, args: row.args },
      title: row.hint?.productTitle || titleIn(state, row),
      state: isStopped ? 'not-understood' : row.sent ? 'sent' : 'waiting',
      reason,
      canDiscard: isStopped || row.sent === 0,
    };
  });
}

const titleIn = (state: LaneState | null, { args }: OutboxRow): string | null =>
  state?.base?.snapshot.lines.find((line) => line.variantId === args['variantId'])?.productTitle || null;

/** What support needs to see of a queue that does not empty. It holds no secret, and names nobody who has not written so in a form. */
export type OutboxExport = {
  versions: { protocol: number; intent: number };
  status: SyncStatus;
  lanes: Array<{
    lane: Lane;
    clientId: string | null;
    nextMid: number | null;
    epoch: string | null;
    rev: number | null;
    lastMid: number | null;
    generation: number | null;
    stoppedMid: number | null;
    rows: Array<Pick<OutboxRow, 'mid' | 'uuid' | 'parent' | 'v' | 'kind' | 'args' | 'sent'>>;
    notices: Array<{ kind: string; dismissed: 0 | 1 }>;
  }>;
};

export function exportOutbox(states: readonly LaneState[], status: SyncStatus): OutboxExport {
  return {
    versions: { protocol: PROTOCOL_VERSION, intent: INTENT_VERSION },
    status,
    lanes: LANES.map((lane, index) => {
      const { device, base, rows, notices } = states[index] ?? EMPTY_LANE;
      return {
        lane,
        clientId: device?.clientId ?? null,
        nextMid: device?.nextMid ?? null,
        epoch: base?.epoch ?? null,
        rev: base?.rev ?? null,
        lastMid: base?.lastMid ?? null,
        generation: base?.generation ?? null,
        stoppedMid: base?.stoppedMid ?? null,
        rows: rows.map(({ mid, uuid, parent, v, kind, args, sent }) => ({ mid, uuid, parent, v, kind, args, sent })),
        notices: notices.map(({ kind, dismissed }) => ({ kind, dismissed })),
      };
    }),
  };
}
