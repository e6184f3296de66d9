import type { Lines } from '../mutators/index.js';
import type { NoticeData } from '../protocol/notices.js';
import type { Mutation } from '../protocol/sync-request.js';
import { applyMutation } from './apply-mutation.js';

/** How far a client's lane has come: the highest mid that took effect and the uuid it had. */
export type LaneHead = { lastMid: number; headUuid: string | null };

export type RejectedNotice = { id: string; kind: 'rejected'; data: NoticeData['rejected'] };

export type Decision =
  | {
      kind: 'applied';
      lines: Lines;
      /** True when a line changed; then `rev` is one higher, and the reader's projection is out of date. */
      changed: boolean;
      rev: number;
      lastMid: number;
      headUuid: string | null;
      notices: RejectedNotice[];
      /** This mutation and those after it were left alone: a newer build made it. */
      stopped?: { mid: number; code: 'unknown_kind' };
    }
  /** `lastMid` is where the lane stands. Nothing was applied. */
  | { kind: 'out_of_order'; lastMid: number }
  | { kind: 'forked'; lastMid: number };

/**
 * The ledger's whole decision, pure: which of these mutations take effect, exactly once, and what the cart is afterwards.
 * The caller holds the row lock of the cart, stores the result and commits in the same transaction.
 *
 * - `mid ≤ lastMid` has happened already and is skipped. The one at `lastMid` must be the one we know: a device that was
 *   cloned or restored would otherwise see its own change "acknowledged" without effect.
 * - A hole stops the request (`out_of_order`), a foreign parent too (`forked`). Neither applies anything.
 * - A mutation that cannot be understood as an intent becomes a notice and is passed: it never blocks those behind it.
 */
export function decide(input: {
  clientId: string;
  lane: LaneHead;
  /** Desired lines before, and the cart's revision they belong to. */
  lines: Lines;
  rev: number;
  mutations: readonly Mutation[];
}): Decision {
  const { clientId, lane, mutations } = input;
  const refusal = findBreak(lane, mutations);
  if (refusal) return { kind: refusal, lastMid: lane.lastMid };

  const rev = input.rev + 1;
  const notices: RejectedNotice[] = [];
  let { lines } = input;
  let { lastMid, headUuid } = lane;
  let stopped: { mid: number; code: 'unknown_kind' } | undefined;

  for (const mutation of mutations) {
    if (mutation.mid <= lane.lastMid) continue;
    const outcome = applyMutation(lines, mutation, rev);
    if (outcome.kind === 'not-understood') {
      stopped = { mid: mutation.mid, code: 'unknown_kind' };
      break;
    }
    if (outcome.kind === 'applied') lines = outcome.lines;
    else notices.push(rejected(clientId, mutation.mid, outcome.code, outcome.message));
    lastMid = mutation.mid;
    headUuid = mutation.uuid;
  }

  const changed = !sameLines(input.lines, lines);
  return {
    kind: 'applied',
    lines,
    changed,
    rev: changed ? rev : input.rev,
    lastMid,
    headUuid,
    notices,
    ...(stopped && { stopped }),
  };
}

function findBreak(lane: LaneHead, mutations: readonly Mutation[]): 'out_of_order' | 'forked' | null {
  let before: LaneHead | null = null;
  for (const { mid, uuid, parent } of mutations) {
    if (before && mid !== before.lastMid + 1) return 'out_of_order';
    if (!before && mid > lane.lastMid + 1) return 'out_of_order';
    if (before && parent !== before.headUuid) return 'forked';
    if (mid === lane.lastMid + 1 && parent !== lane.headUuid) return 'forked';
    if (mid === lane.lastMid && uuid !== lane.headUuid) return 'forked';
    before = { lastMid: mid, headUuid: uuid };
  }
  return null;
}

function rejected(clientId: string, mid: number, code: string, message: string): RejectedNotice {
  return { id: `${clientId}:${mid}`, kind: 'rejected', data: { clientId, mid, code, message } };
}

function sameLines(a: Lines, b: Lines): boolean {
  if (a.size !== b.size) return false;
  for (const [variantId, line] of a) {
    const other = b.get(variantId);
    if (!other || other.quantity !== line.quantity || other.rev !== line.rev) return false;
  }
  return true;
}
