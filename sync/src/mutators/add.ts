import type { IntentArgs } from '../protocol/intent.js';
import { MAX_QUANTITY } from '../protocol/limits.js';
import { withLine, type Desired, type MutationContext } from './desired.js';

/** Delta: adds of two devices both count, up to the largest quantity a line may have. */
export function add(
  desired: Desired,
  { variantId, quantity }: IntentArgs<'cart.add'>,
  { rev }: MutationContext,
): Desired {
  const before = desired.lines.get(variantId)?.quantity ?? 0;
  return withLine(desired, variantId, Math.min(before + quantity, MAX_QUANTITY), rev);
}
