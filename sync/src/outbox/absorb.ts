import type { SyncReply } from '../protocol/sync-reply.js';
import type { PageSyncRequest } from '../protocol/sync-request.js';
import { fork, reborn, startOver } from './rebirth.js';
import { hintOf } from './hint.js';
import type { Base, LaneState, LineHint, Step } from './lane-state.js';
import { withNotices } from './notices.js';
import { withPriceNotices } from './price-notices.js';
import { withRollbackNotice } from './rollback-notice.js';

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
    if (base && isUnknownThere(request, reply))
      return { state: reborn(told, lane, null, random), result: { kind: 'restarted' } };
    if (isForeign(before, reply)) {
      const refusal = { lastMid: reply.lastMid, isDedupedByUuid: reply.generation !== undefined };
      return { state: fork(told, refusal, random), result: { kind: 'forked' } };
    }

    if (base && mayShowPending(before, request, reply)) {
      const { ofFormer: _, ...known } = base;
      return { state: { ...told, base: known }, result: { kind: 'acknowledged', removed: 0 } };
    }

    const acknowledged = (before.rows[0]?.mid ?? device.nextMid) - 1;
    const { epoch, rev, lastMid, generation, snapshot } = reply;
    const shown = lastShown(before);
    const next: Base = {
      lane,
      epoch,
      rev,
      lastMid,
      ...(generation !== undefined && { generation }),
      ...(reply.stopped && { stoppedMid: reply.stopped.mid }),
      snapshot,
      hints: hintsFor(shown, reply),
    };
    const priced = lane === 'cart' ? withPriceNotices(told, shown, snapshot.lines) : told;
    if (reply.lastMid < acknowledged) {
      // The server forgot what it had acknowledged: it was restored. Its cart is the truth now, what is queued follows.
      const state = withRollbackNotice({ ...priced, base: next }, before);
      return { state: startOver(state, random), result: { kind: 'restarted' } };
    }
    const rows = before.rows.filter((row) => row.mid > reply.lastMid);
    return {
      state: withRollbackNotice({ ...priced, base: next, rows }, before),
      result: { kind: 'acknowledged', removed: before.rows.length - rows.length },
    };
  };
}

/** Within an epoch the counters tell; an answer from another epoch is new only if nothing newer came while it was on its way. */
function isOlder(request: PageSyncRequest, reply: SyncReply, base: Base): boolean {
  if (reply.epoch !== base.epoch) return request.epoch !== base.epoch;
  // Less than the server had when it was asked: that is not late, it has forgotten.
  if (reply.rev < request.baseRev && request.epoch === reply.epoch) return false;
  // A newer cart with fewer of our changes is no old answer: the server has forgotten a lane that was idle for long.
  return reply.rev < base.rev || (reply.lastMid < base.lastMid && reply.rev === base.rev);
}

/** In the same epoch, of a cart this device has seen, the server knows nothing: lane and cookie are both gone. */
function isUnknownThere(request: PageSyncRequest, { epoch, rev, lastMid }: SyncReply): boolean {
  // A customer is known by the session: what the server has of them is all there is.
  if (request.principal) return false;
  return rev === 0 && lastMid === 0 && request.baseRev > 0 && request.epoch === epoch;
}

/**
 * To a client id that is new there the server says what is in the cart, and not which of the rows sent under the former name
 * are in it. What it shows is taken when they are acknowledged; until then it is enough that the cart is known.
 */
function mayShowPending({ base, rows }: LaneState, { mutations }: PageSyncRequest, { lastMid }: SyncReply): boolean {
  if (mutations.length > 0 || lastMid > 0) return false;
  return rows.some((row) => base?.ofFormer || row.sent === 1);
}

/** An acknowledgement of something this device never sent: another device goes by the same client id. */
function isForeign(state: LaneState, { lastMid, headUuid }: SyncReply): boolean {
  const nextMid = state.device?.nextMid ?? 1;
  if (lastMid >= nextMid) return true;
  if (state.rows.some((row) => row.mid <= lastMid && row.sent === 0)) return true;
  const known = uuidAt(state, lastMid);
  return lastMid > 0 && known !== undefined && known !== headUuid;
}

/** uuid this device knows at a mid; undefined where it has forgotten or never known. */
function uuidAt(state: LaneState, mid: number): string | null | undefined {
  const row = state.rows.find((candidate) => candidate.mid === mid);
  if (row) return row.uuid;
  const next = state.rows.find((candidate) => candidate.mid === mid + 1);
  if (next) return next.parent;
  const { device } = state;
  return device && mid === device.nextMid - 1 ? device.lastUuid : undefined;
}

/** variantId → what this device showed of it until now: the server's line, else what the intent said. */
function lastShown({ base, rows }: LaneState): ReadonlyMap<string, LineHint> {
  const shown = new Map(Object.entries(base?.hints ?? {}));
  for (const { args, hint } of rows) if (hint) shown.set(String(args['variantId']), hint);
  for (const line of base?.snapshot.lines ?? []) if (line.unitPrice) shown.set(line.variantId, hintOf(line));
  return shown;
}

/** A line the server has not described yet goes on showing what it showed, so that it does not go blank meanwhile. */
function hintsFor(shown: ReadonlyMap<string, LineHint>, { snapshot }: SyncReply): Base['hints'] {
  return Object.fromEntries(
    snapshot.lines.flatMap(({ variantId, unitPrice }) => {
      const hint = unitPrice === null ? shown.get(variantId) : undefined;
      return hint ? [[variantId, hint]] : [];
    }),
  );
}
