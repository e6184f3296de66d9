import type { LineHint, ViewLine } from 'sync';
import { applyIntent, type Intent, type Lines } from 'sync/protocol';

/** What the cart shows of changes that were made before the engine was loaded. */
export function earlyLines(changes: readonly { intent: Intent; hint: LineHint | undefined }[]): ViewLine[] {
  let lines: Lines = new Map();
  const hints = new Map<string, LineHint>();
  for (const { intent, hint } of changes) {
    lines = applyIntent(lines, intent, { rev: 0 });
    if (hint) hints.set(intent.args.variantId, hint);
  }
  return [...lines].map(([variantId, { quantity }]) => {
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
