import { applyIntent, type Desired } from '../mutators/index.js';
import { laneOf, parseIntent, type IntentProblem, type Lane } from '../protocol/intent.js';
import { MAX_LINES, MAX_PROMOS } from '../protocol/limits.js';
import type { Mutation } from '../protocol/sync-request.js';
import { INTENT_VERSION } from '../protocol/version.js';

export type RejectionCode = IntentProblem | 'wrong_lane' | 'too_many_lines' | 'too_many_promos' | 'internal';

export type MutationOutcome =
  | { kind: 'applied'; desired: Desired; /** It was meant for an earlier cart. */ moved: boolean }
  | { kind: 'rejected'; code: RejectionCode; message: string }
  /** It was meant for a cart that is an order by now, and would do something else to this one. */
  | { kind: 'overtaken' }
  /** A newer build made it. It is not an error: it waits for an update. */
  | { kind: 'not-understood' };

export type PendingMutation = Pick<Mutation, 'v' | 'kind' | 'args' | 'observed' | 'generation'>;

/** Where a mutation arrives: its lane, the revision it would commit as, and the generation of the cart that is open now. */
export type Target = { lane: Lane; rev: number; generation: number };

/** One mutation onto what is desired. The device predicts with it, the server decides with it, so they never differ. */
export function applyMutation(desired: Desired, mutation: PendingMutation, target: Target): MutationOutcome {
  if (mutation.v > INTENT_VERSION) return { kind: 'not-understood' };
  const parsed = parseIntent(mutation.kind, mutation.args);
  if (parsed.kind === 'unknown-kind') return { kind: 'not-understood' };
  if (parsed.kind === 'invalid') return { kind: 'rejected', code: parsed.code, message: parsed.message };
  const { intent } = parsed;
  if (laneOf(intent.kind) !== target.lane) {
    return { kind: 'rejected', code: 'wrong_lane', message: `${intent.kind} does not belong to the ${target.lane}` };
  }
  const isLate = mutation.generation !== undefined && mutation.generation < target.generation;
  if (isLate && intent.kind !== 'cart.add') return { kind: 'overtaken' };
  return limited(desired, applyIntent(desired, intent, { rev: target.rev, observed: mutation.observed }), isLate);
}

function limited(before: Desired, after: Desired, moved: boolean): MutationOutcome {
  if (after.lines.size > MAX_LINES && after.lines.size > before.lines.size) {
    const message = `a cart holds at most ${MAX_LINES} variants`;
    return { kind: 'rejected', code: 'too_many_lines', message };
  }
  if (after.promos.length > MAX_PROMOS && after.promos.length > before.promos.length) {
    return { kind: 'rejected', code: 'too_many_promos', message: `a cart holds at most ${MAX_PROMOS} promotion codes` };
  }
  return { kind: 'applied', desired: after, moved };
}
