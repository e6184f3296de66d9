import type { IntentArgs } from '../protocol/intent.js';
import { withLine, type Lines, type MutationContext } from './lines.js';

/** Absolute: the last in server order wins. */
export function set(lines: Lines, { variantId, quantity }: IntentArgs<'cart.set'>, { rev }: MutationContext): Lines {
  return withLine(lines, variantId, quantity, rev);
}
