import type { IntentArgs } from '../protocol/intent.js';
import { withLine, type Desired, type MutationContext } from './desired.js';

/** Set membership: a wish is a line of one piece. */
export function wish(desired: Desired, { variantId }: IntentArgs<'wishlist.add'>, { rev }: MutationContext): Desired {
  return desired.lines.has(variantId) ? desired : withLine(desired, variantId, 1, rev);
}

export function unwish(
  desired: Desired,
  { variantId }: IntentArgs<'wishlist.remove'>,
  { rev }: MutationContext,
): Desired {
  return desired.lines.has(variantId) ? withLine(desired, variantId, 0, rev) : desired;
}
