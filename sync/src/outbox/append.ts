import type { Form } from '../protocol/form.js';
import type { Intent } from '../protocol/intent.js';
import { MAX_QUANTITY } from '../protocol/limits.js';
import type { Lane } from '../protocol/intent.js';
import type { Mutation } from '../protocol/sync-request.js';
import { INTENT_VERSION } from '../protocol/version.js';
import type { Device, LineHint, OutboxRow, Step } from './lane-state.js';
import { withDevice } from './with-device.js';

export const RECENT_UUIDS = 32;

export type Draft = {
  lane: Lane;
  uuid: string;
  intent: Intent | Form;
  observed?: Mutation['observed'];
  hint?: LineHint | undefined;
  /** Who makes it; null or absent on a device nobody has signed in on. */
  principal?: string | null;
  /**
   * uuids of the rows it may be merged into: those this engine has made itself. A row that was there before may be in a copy of
   * this device too, which sends it as it is. Absent: any.
   */
  own?: ReadonlySet<string>;
};

/** Puts an intent at the end of its lane, or into the last row when that was never sent and says the same kind of thing. */
export function append(draft: Draft, random: { uuid(): string }): Step<OutboxRow | null> {
  return (before) => {
    const state = withDevice(before, random);
    const { device } = state;
    if (device.recent.includes(draft.uuid)) return { state: before, result: null };
    const recent = [...device.recent, draft.uuid].slice(-RECENT_UUIDS);

    const last = state.rows.at(-1);
    const merged = last && coalesce(last, draft, state.base?.generation);
    if (merged) {
      const rows = [...state.rows.slice(0, -1), merged];
      return { state: { ...state, device: { ...device, lastUuid: merged.uuid, recent }, rows }, result: merged };
    }

    const row = nextRow(device, draft, state.base?.generation);
    const tail = { nextMid: device.nextMid + 1, lastUuid: row.uuid };
    return { state: { ...state, device: { ...device, ...tail, recent }, rows: [...state.rows, row] }, result: row };
  };
}

function nextRow(device: Device, draft: Draft, generation: number | undefined): OutboxRow {
  const { lane, uuid, intent, observed, hint, principal } = draft;
  return {
    lane,
    mid: device.nextMid,
    uuid,
    parent: device.lastUuid,
    v: INTENT_VERSION,
    kind: intent.kind,
    args: intent.args,
    ...(observed && { observed }),
    ...(generation !== undefined && { generation }),
    ...(hint && { hint }),
    ...(principal && { principal }),
    sent: 0,
  };
}

/**
 * The same effect in one row, or nothing. Only the last row can take it, so that mids stay without holes,
 * and only while it was never sent: the server may already have it otherwise. The row takes the new uuid, because a copy of
 * this device may send the row as it was.
 */
export function coalesce(
  last: OutboxRow,
  { uuid, intent, hint, own }: Draft,
  generation: number | undefined,
): OutboxRow | null {
  if (last.sent === 1 || last.v !== INTENT_VERSION || last.generation !== generation) return null;
  if (own && !own.has(last.uuid)) return null;
  const args = coalescedArgs(last, intent);
  return args && { ...last, uuid, args, ...(hint && { hint }) };
}

function coalescedArgs({ kind, args }: OutboxRow, intent: Intent | Form): Record<string, unknown> | null {
  if (intent.kind !== 'cart.add' && intent.kind !== 'cart.set') return null;
  if (kind !== intent.kind || args['variantId'] !== intent.args.variantId) return null;
  const before = intent.kind === 'cart.add' ? Number(args['quantity']) : 0;
  const quantity = before + intent.args.quantity;
  return quantity > MAX_QUANTITY ? null : { ...intent.args, quantity };
}
