import { applyMutation } from '../ledger/apply-mutation.js';
import type { Line, Lines } from '../mutators/index.js';
import type { Mutation } from '../protocol/sync-request.js';
import type { Base } from './lane-state.js';

type Pending = Pick<Mutation, 'v' | 'kind' | 'args' | 'observed'>;

export const baseLines = (base: Base | null): Lines =>
  new Map(
    (base?.snapshot.lines ?? []).map((line): [string, Line] => [
      line.variantId,
      { quantity: line.quantity, rev: line.rev },
    ]),
  );

/** What the lines will be when the server has seen everything pending. An intent this build cannot read changes nothing yet. */
export function foldLines(base: Base | null, pending: readonly Pending[]): Lines {
  const rev = base?.rev ?? 0;
  return pending.reduce<Lines>((lines, mutation) => {
    const outcome = applyMutation(lines, mutation, rev);
    return outcome.kind === 'applied' ? outcome.lines : lines;
  }, baseLines(base));
}
