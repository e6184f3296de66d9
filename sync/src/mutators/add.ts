import { MAX_QUANTITY } from '../protocol/limits.js';
import type { IntentArgs } from '../protocol/intent.js';
import { withLine, type Lines, type MutationContext } from './lines.js';

/** Delta: adds of two devices both count, up to the largest quantity a line may have. */
export function add(lines: Lines, { variantId, quantity }: IntentArgs<'cart.add'>, { rev }: MutationContext): Lines {
  const before = lines.get(variantId)?.quantity ?? 0;
  return withLine(lines, variantId, Math.min(before + quantity, MAX_QUANTITY), rev);
}
