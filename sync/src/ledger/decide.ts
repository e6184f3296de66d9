import type { Desired } from '../mutators/index.js';
import type { Form } from '../protocol/form.js';
import type { Lane } from '../protocol/intent.js';
import type { NoticeData } from '../protocol/notices.js';
import type { Mutation } from '../protocol/sync-request.js';
import { applyMutation, type MutationOutcome, type Target } from './apply-mutation.js';
import { judgeForm, type FormOutcome } from './judge-form.js';

/** How far a client's lane has come: the highest mid that took effect and the uuid it had. */
export type LaneHead = { lastMid: number; headUuid: string | null };

export type LedgerNotice =
  | { id: string; kind: 'rejected'; data: NoticeData['rejected'] }
  | { id: string; kind: 'cart_completed'; data: NoticeData['cart_completed'] }
  | { id: string; kind: 'form_refused'; data: NoticeData['form_refused'] }
  | { id: string; kind: 'moved'; data: NoticeData['moved'] };

export type Decision =
  | {
      kind: 'applied';
      desired: Desired;
      /** True when something is desired now that was not before; then `rev` is one higher, and the projection is out of date. */
      changed: boolean;
      rev: number;
      lastMid: number;
      headUuid: string | null;
      /** uuids of the mutations that took effect or became a notice here; to be remembered as effective. */
      effective: string[];
      notices: LedgerNotice[];
      /** Forms that were taken here, to be carried out. */
      forms: TakenForm[];
      /** This mutation and those after it were left alone: a newer build made it. */
      stopped?: { mid: number; code: 'unknown_kind' };
    }
  /** `lastMid` is where the lane stands. Nothing was applied. */
  | { kind: 'out_of_order'; lastMid: number }
  | { kind: 'forked'; lastMid: number };

export type TakenForm = { mid: number; uuid: string; form: Form };

export type DecisionInput = {
  clientId: string;
  lane: Lane;
  head: LaneHead;
  /** What is desired before, and the revision and generation of the cart it belongs to. */
  desired: Desired;
  rev: number;
  generation: number;
  /**
   * uuids among these mutations that have taken effect for this owner under whatever client id: a copy of the device sent
   * them. They are passed without a second effect.
   */
  seen: ReadonlySet<string>;
  mutations: readonly Mutation[];
};

/**
 * The ledger's whole decision, pure: which of these mutations take effect, exactly once, and what is desired afterwards.
 * The caller holds the row lock of the cart, stores the result and commits in the same transaction.
 *
 * - `mid ≤ lastMid` has happened already and is skipped. The one at `lastMid` must be the one we know: a device that was
 *   cloned or restored would otherwise see its own change "acknowledged" without effect.
 * - A hole stops the request (`out_of_order`), a foreign parent too (`forked`). Neither applies anything.
 * - A mutation that cannot be understood as an intent becomes a notice and is passed: it never blocks those behind it.
 * - One that was meant for a cart that is an order by now is carried over when it adds, and told otherwise.
 */
export function decide(input: DecisionInput): Decision {
  const { clientId, lane, head, generation, seen, mutations } = input;
  const refusal = findBreak(head, mutations);
  if (refusal) return { kind: refusal, lastMid: head.lastMid };

  const rev = input.rev + 1;
  const notices: LedgerNotice[] = [];
  const effective: string[] = [];
  const forms: TakenForm[] = [];
  let moved = 0;
  let { desired } = input;
  let { lastMid, headUuid } = head;
  let stopped: { mid: number; code: 'unknown_kind' } | undefined;

  for (const mutation of mutations) {
    const { mid, uuid, kind, args } = mutation;
    if (mid <= head.lastMid) continue;
    if (!seen.has(uuid)) {
      const outcome = attempt(desired, mutation, { lane, rev, generation });
      if (outcome.kind === 'not-understood') {
        stopped = { mid, code: 'unknown_kind' };
        break;
      }
      if (outcome.kind === 'applied') {
        desired = outcome.desired;
        if (outcome.moved) moved += 1;
      } else if (outcome.kind === 'taken') {
        forms.push({ mid, uuid, form: outcome.form });
      } else if (outcome.kind === 'unusable') {
        const data = { clientId, mid, code: 'invalid', intent: { kind, args: outcome.args }, product: null } as const;
        notices.push({ id: noticeId(clientId, mid), kind: 'form_refused', data });
      } else if (outcome.kind === 'overtaken') {
        notices.push({
          id: noticeId(clientId, mid),
          kind: 'cart_completed',
          data: { clientId, mid, intent: { kind, args } },
        });
      } else {
        const { code, message } = outcome;
        notices.push({ id: noticeId(clientId, mid), kind: 'rejected', data: { clientId, mid, code, message } });
      }
      effective.push(uuid);
    }
    lastMid = mid;
    headUuid = uuid;
  }
  if (moved > 0) notices.push({ id: `${clientId}:moved:${lastMid}`, kind: 'moved', data: { lines: moved } });

  const changed = !isSame(input.desired, desired);
  return {
    kind: 'applied',
    desired,
    changed,
    rev: changed ? rev : input.rev,
    lastMid,
    headUuid,
    effective,
    notices,
    forms,
    ...(stopped && { stopped }),
  };
}

function findBreak(head: LaneHead, mutations: readonly Mutation[]): 'out_of_order' | 'forked' | null {
  let before: LaneHead | null = null;
  for (const { mid, uuid, parent } of mutations) {
    if (before && mid !== before.lastMid + 1) return 'out_of_order';
    if (!before && mid > head.lastMid + 1) return 'out_of_order';
    if (before && parent !== before.headUuid) return 'forked';
    if (mid === head.lastMid + 1 && parent !== head.headUuid) return 'forked';
    if (mid === head.lastMid && uuid !== head.headUuid) return 'forked';
    before = { lastMid: mid, headUuid: uuid };
  }
  return null;
}

/** A fault of ours in one mutation is a notice about that one, never the end of all behind it. */
function attempt(desired: Desired, mutation: Mutation, target: Target): MutationOutcome | FormOutcome {
  try {
    return target.lane === 'forms' ? judgeForm(mutation) : applyMutation(desired, mutation, target);
  } catch {
    return { kind: 'rejected', code: 'internal', message: 'this change could not be carried out' };
  }
}

const noticeId = (clientId: string, mid: number): string => `${clientId}:${mid}`;

function isSame(a: Desired, b: Desired): boolean {
  if (a === b) return true;
  if (a.lines.size !== b.lines.size || a.promos.length !== b.promos.length) return false;
  if (a.promos.some((code, index) => b.promos[index] !== code)) return false;
  for (const [variantId, line] of a.lines) {
    const other = b.lines.get(variantId);
    if (!other || other.quantity !== line.quantity || other.rev !== line.rev) return false;
  }
  return true;
}
