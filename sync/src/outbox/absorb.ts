import type { Notice, SyncReply } from '../protocol/sync-reply.js';
import type { PageSyncRequest } from '../protocol/sync-request.js';
import { fork, startOver } from './rebirth.js';
import { uuidAt, type Base, type LaneState, type Step, type StoredNotice } from './lane-state.js';

export type AbsorbResult =
  /** The server's state was taken, rows up to `lastMid` are gone. */
  | { kind: 'acknowledged'; removed: number }
  /** Older than what is here, or meant for the client this device was before. Nothing but notices was taken. */
  | { kind: 'stale' }
  /** The device goes on under a new client id. */
  | { kind: 'forked' | 'restarted' };

/**
 * Takes an answer in one step: base, acknowledged rows and notices change together, so that a view folded from them never
 * shows a change twice or not at all.
 */
export function absorbReply(
  request: PageSyncRequest,
  reply: SyncReply,
  random: { uuid(): string },
): Step<AbsorbResult> {
  const { lane } = request;
  return (before) => {
    const { device, base } = before;
    if (!device || device.clientId !== reply.clientId) return { state: before, result: { kind: 'stale' } };

    const told = withNotices(before, reply.notices, request.noticesStored);
    if (base && isOlder(request, reply, base)) return { state: told, result: { kind: 'stale' } };
    if (isForeign(before, reply)) return { state: fork(told, reply.lastMid, random), result: { kind: 'forked' } };

    const acknowledged = (before.rows[0]?.mid ?? device.nextMid) - 1;
    const { epoch, rev, lastMid, generation, snapshot } = reply;
    const hints = hintsFor(before, reply);
    const next: Base = { lane, epoch, rev, lastMid, ...(generation !== undefined && { generation }), snapshot, hints };
    if (reply.lastMid < acknowledged) {
      // The server forgot what it had acknowledged: it was restored. Its cart is the truth now, what is queued follows.
      return { state: startOver({ ...told, base: next }, random), result: { kind: 'restarted' } };
    }
    const rows = before.rows.filter((row) => row.mid > reply.lastMid);
    return {
      state: { ...told, base: next, rows },
      result: { kind: 'acknowledged', removed: before.rows.length - rows.length },
    };
  };
}

/** Within an epoch the counters tell; an answer from another epoch is new only if nothing newer came while it was on its way. */
function isOlder(request: PageSyncRequest, reply: SyncReply, base: Base): boolean {
  if (reply.epoch !== base.epoch) return request.epoch !== base.epoch;
  return reply.rev < base.rev || reply.lastMid < base.lastMid;
}

/** An acknowledgement of something this device never sent: another device goes by the same client id. */
function isForeign(state: LaneState, { lastMid, headUuid }: SyncReply): boolean {
  const nextMid = state.device?.nextMid ?? 1;
  if (lastMid >= nextMid) return true;
  if (state.rows.some((row) => row.mid <= lastMid && row.sent === 0)) return true;
  const known = uuidAt(state, lastMid);
  return lastMid > 0 && known !== undefined && known !== headUuid;
}

/** Adds what is new and remembers which ones the server has been told are stored. */
export function withNotices(state: LaneState, arrived: readonly Notice[], toldIds: readonly string[]): LaneState {
  const known = new Set(state.notices.map((notice) => notice.id));
  const added = arrived.filter(
    (notice, index) => !known.has(notice.id) && arrived.findIndex((other) => other.id === notice.id) === index,
  );
  const told = new Set(toldIds);
  const toldNow = state.notices.some((notice) => notice.told === 0 && told.has(notice.id));
  if (added.length === 0 && !toldNow) return state;
  let order = state.notices.at(-1)?.order ?? 0;
  const notices: StoredNotice[] = state.notices.map((notice) =>
    notice.told === 0 && told.has(notice.id) ? { ...notice, told: 1 } : notice,
  );
  for (const { id, kind, data } of added) {
    // The server takes a client id it does not know for a device that lost its data. One that has a base only changed its name.
    const dismissed = kind === 'restored' && state.base ? 1 : 0;
    notices.push({ id, kind, data, order: ++order, dismissed, told: 0 });
  }
  return { ...state, notices };
}

/** A line the server has not described yet goes on showing what its intent said, so that it does not go blank meanwhile. */
function hintsFor(before: LaneState, { snapshot }: SyncReply): Base['hints'] {
  const known = new Map(Object.entries(before.base?.hints ?? {}));
  for (const { args, hint } of before.rows) if (hint) known.set(String(args['variantId']), hint);
  return Object.fromEntries(
    snapshot.lines.flatMap(({ variantId, unitPrice }) => {
      const hint = unitPrice === null ? known.get(variantId) : undefined;
      return hint ? [[variantId, hint]] : [];
    }),
  );
}

/** A notice the device makes itself; the server does not know it, so there is nobody to tell. */
export function withLocalNotice(state: LaneState, notice: Notice): LaneState {
  if (state.notices.some((other) => other.id === notice.id)) return state;
  const order = (state.notices.at(-1)?.order ?? 0) + 1;
  return { ...state, notices: [...state.notices, { ...notice, order, dismissed: 0, told: 1 }] };
}
