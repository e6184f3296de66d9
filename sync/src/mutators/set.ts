import type { IntentArgs } from '../protocol/intent.js';
import { withLine, type Desired, type MutationContext } from './desired.js';

/** Absolute: the last in server order wins. */
export function set(
  desired: Desired,
  { variantId, quantity }: IntentArgs<'cart.set'>,
  { rev }: MutationContext,
): Desired {
  return withLine(desired, variantId, quantity, rev);
}
