import type { IntentArgs } from '../protocol/intent.js';
import { withLine, type Desired, type MutationContext } from './desired.js';

/**
 * Observed-remove. The line is as the shopper saw it (same rev) → it goes. Somebody else changed it since → only what was
 * seen goes, so that an addition from another device survives. Without `observed` there is nothing to protect: it goes.
 */
export function remove(
  desired: Desired,
  { variantId }: IntentArgs<'cart.remove'>,
  { rev, observed }: MutationContext,
): Desired {
  const line = desired.lines.get(variantId);
  if (!line) return desired;
  const isAsSeen = !observed || observed.rev === line.rev;
  return withLine(desired, variantId, isAsSeen ? 0 : Math.max(0, line.quantity - observed.quantity), rev);
}
