import { MAX_BODY_BYTES, MAX_MUTATIONS, MAX_NOTICES } from '../protocol/limits.js';
import type { Lane } from '../protocol/intent.js';
import type { Mutation, PageSyncRequest } from '../protocol/sync-request.js';
import { PROTOCOL_VERSION } from '../protocol/version.js';
import { SyncError } from '../errors.js';
import type { OutboxRow, Step } from './lane-state.js';
import { withDevice } from './with-device.js';

/** The rest of the body holds the envelope and the secret. */
const MUTATION_BYTES = MAX_BODY_BYTES - 20 * 1024;

export type BatchOptions = {
  lane: Lane;
  region: string;
  /** Whose requests these are; a row of anybody else must never leave under this name. */
  principal?: string | null;
  requestId: string;
  /** Ask even when nothing is queued. */
  pull: boolean;
  /** False when the server has never met this browser: with nothing queued there is nothing to ask then. */
  mayBeKnown: boolean;
  limit?: number;
};

/**
 * The next request of a lane, its rows marked as sent before anything leaves the device: a row the server may have seen
 * must never be merged with a later one. Null when there is nothing to ask.
 */
export function takeBatch(options: BatchOptions, random: { uuid(): string }): Step<PageSyncRequest | null> {
  const { lane, region, principal = null, requestId, pull, mayBeKnown, limit = MAX_MUTATIONS } = options;
  return (before) => {
    const { device, base, rows, notices } = before;
    // Of forms the shop has nothing to show: it is only asked while it is at one, or does not know that its answer was kept.
    const mayAsk =
      lane === 'forms' ? notices.some(({ told }) => !told) || base?.snapshot.settled === false : device || mayBeKnown;
    if (rows.length === 0 && !(pull && mayAsk)) return { state: before, result: null };
    const owned = withDevice(before, random);
    const due = fitting(owned.rows.slice(0, Math.min(limit, MAX_MUTATIONS)));
    if (due.some((row) => (row.principal ?? null) !== principal))
      throw new SyncError('wrong_principal', 'somebody else made these changes');
    const taken = owned.base?.ofFormer ? [] : due;
    const state = markSent(owned, taken.length);
    const request: PageSyncRequest = {
      proto: PROTOCOL_VERSION,
      requestId,
      clientId: state.device.clientId,
      principal,
      lane,
      region,
      epoch: state.base?.epoch ?? null,
      baseRev: state.base?.rev ?? 0,
      noticesStored: state.notices
        .filter((notice) => notice.told === 0)
        .slice(0, MAX_NOTICES)
        .map((notice) => notice.id),
      mutations: taken.map(toMutation),
    };
    return { state, result: request };
  };
}

function markSent<S extends { rows: readonly OutboxRow[] }>(state: S, count: number): S {
  if (state.rows.slice(0, count).every((row) => row.sent === 1)) return state;
  return {
    ...state,
    rows: state.rows.map((row, index) => (index < count && row.sent === 0 ? { ...row, sent: 1 as const } : row)),
  };
}

/** As many as the body has room for, and never none: a single oversized row is the server's to judge. */
function fitting(rows: readonly OutboxRow[]): readonly OutboxRow[] {
  let length = 0;
  const end = rows.findIndex((row, index) => {
    length += JSON.stringify(toMutation(row)).length;
    return index > 0 && length > MUTATION_BYTES;
  });
  return end === -1 ? rows : rows.slice(0, end);
}

function toMutation({ mid, uuid, parent, v, kind, args, observed, generation }: OutboxRow): Mutation {
  return {
    mid,
    uuid,
    parent,
    v,
    kind,
    args,
    ...(observed && { observed }),
    ...(generation !== undefined && { generation }),
  };
}
