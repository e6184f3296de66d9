import { applyMutation, type PendingMutation } from '../ledger/apply-mutation.js';
import { NOTHING_DESIRED, type Desired, type Line } from '../mutators/index.js';
import type { Lane } from '../protocol/intent.js';
import type { Base } from './lane-state.js';

export function baseDesired(base: Base | null): Desired {
  if (!base) return NOTHING_DESIRED;
  const { lines, promotions = [] } = base.snapshot;
  return {
    lines: new Map(lines.map(({ variantId, quantity, rev }): [string, Line] => [variantId, { quantity, rev }])),
    promos: promotions.map(({ code }) => code),
  };
}

/** What will be desired when the server has seen everything pending. An intent this build cannot read changes nothing yet. */
export function fold(lane: Lane, base: Base | null, pending: readonly PendingMutation[]): Desired {
  const target = { lane, rev: base?.rev ?? 0, generation: base?.generation ?? 0 };
  return pending.reduce((desired, mutation) => {
    const outcome = applyMutation(desired, mutation, target);
    return outcome.kind === 'applied' ? outcome.desired : desired;
  }, baseDesired(base));
}
