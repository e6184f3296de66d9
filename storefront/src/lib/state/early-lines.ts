import type { LineHint, ViewLine } from 'sync';
import { applyIntent, NOTHING_DESIRED, type Desired, type Intent } from 'sync/protocol';

/** What the cart shows of changes that were made before the engine was loaded. */
export function earlyLines(changes: readonly { intent: Intent; hint: LineHint | undefined }[]): ViewLine[] {
  let desired: Desired = NOTHING_DESIRED;
  const hints = new Map<string, LineHint>();
  for (const { intent, hint } of changes) {
    desired = applyIntent(desired, intent, { rev: 0 });
    if (hint && 'variantId' in intent.args) hints.set(intent.args.variantId, hint);
  }
  return [...desired.lines].map(([variantId, { quantity }]) => {
    const hint = hints.get(variantId);
    const unitPrice = hint?.unitPrice ?? null;
    return {
      variantId,
      quantity,
      rev: 0,
      productId: hint?.productId ?? null,
      productTitle: hint?.productTitle ?? '',
      productHandle: hint?.productHandle ?? null,
      variantTitle: hint?.variantTitle ?? null,
      image: hint?.image ?? null,
      unitPrice,
      total: unitPrice && { amount: unitPrice.amount * quantity, currency: unitPrice.currency },
      pending: true,
      estimated: true,
    };
  });
}
