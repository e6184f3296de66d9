import type { Intent } from '../protocol/intent.js';
import { MAX_QUANTITY } from '../protocol/limits.js';
import type { Lane, Mutation } from '../protocol/sync-request.js';
import { INTENT_VERSION } from '../protocol/version.js';
import { newDevice, type Device, type LaneState, type LineHint, type OutboxRow, type Step } from './lane-state.js';

const RECENT_UUIDS = 32;

export type Draft = {
  lane: Lane;
  uuid: string;
  intent: Intent;
  observed?: Mutation['observed'];
  hint?: LineHint | undefined;
};

/** Puts an intent at the end of its lane, or into the last row when that was never sent and says the same kind of thing. */
export function append(draft: Draft, random: { uuid(): string }): Step<OutboxRow | null> {
  return (state) => {
    const device = state.device ?? newDevice(random);
    if (device.recent.includes(draft.uuid)) return { state, result: null };
    const recent = [...device.recent, draft.uuid].slice(-RECENT_UUIDS);

    const last = state.rows.at(-1);
    const merged = last && coalesce(last, draft);
    if (merged) {
      const rows = [...state.rows.slice(0, -1), merged];
      const lanes = { ...device.lanes, [draft.lane]: { ...device.lanes[draft.lane], lastUuid: merged.uuid } };
      return { state: { ...state, device: { ...device, lanes, recent }, rows }, result: merged };
    }

    const { row, lanes } = nextRow(device, draft);
    return { state: { ...state, device: { ...device, lanes, recent }, rows: [...state.rows, row] }, result: row };
  };
}

function nextRow(device: Device, draft: Draft): { row: OutboxRow; lanes: Device['lanes'] } {
  const { lane, uuid, intent, observed, hint } = draft;
  const { nextMid, lastUuid } = device.lanes[lane];
  const row: OutboxRow = {
    lane,
    mid: nextMid,
    uuid,
    parent: lastUuid,
    v: INTENT_VERSION,
    kind: intent.kind,
    args: intent.args,
    ...(observed && { observed }),
    ...(hint && { hint }),
    sent: 0,
  };
  return { row, lanes: { ...device.lanes, [lane]: { nextMid: nextMid + 1, lastUuid: uuid } } };
}

/**
 * The same effect in one row, or nothing. Only the last row can take it, so that mids stay without holes,
 * and only while it was never sent: the server may already have it otherwise. The row takes the new uuid, because a copy of
 * this device may send the row as it was.
 */
export function coalesce(last: OutboxRow, { uuid, intent, hint }: Draft): OutboxRow | null {
  if (last.sent === 1 || last.v !== INTENT_VERSION || last.kind !== intent.kind) return null;
  if (intent.kind === 'cart.remove' || last.args['variantId'] !== intent.args.variantId) return null;
  const quantity =
    intent.kind === 'cart.add' ? Number(last.args['quantity']) + intent.args.quantity : intent.args.quantity;
  if (quantity > MAX_QUANTITY) return null;
  return { ...last, uuid, args: { ...intent.args, quantity }, ...(hint && { hint }) };
}

/** Rows again from mid 1 for a client the server has not seen yet: none of them was sent under its name. */
export function renumber(state: LaneState, lane: Lane, rows: readonly OutboxRow[], clientId: string): LaneState {
  if (!state.device) return state;
  let lastUuid: string | null = null;
  const renumbered = rows.map((row, index): OutboxRow => {
    const next: OutboxRow = { ...row, mid: index + 1, parent: lastUuid, sent: 0 };
    lastUuid = row.uuid;
    return next;
  });
  const lanes = { ...state.device.lanes, [lane]: { nextMid: rows.length + 1, lastUuid } };
  return { ...state, device: { ...state.device, clientId, lanes }, rows: renumbered };
}
