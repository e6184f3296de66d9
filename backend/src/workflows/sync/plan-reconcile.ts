import type { Lines } from 'sync/protocol';
import type { LineShortage } from '../../modules/sync/reconcile-store';

/** A line of Medusa's cart. A line without a variant is the merchant's own and stays as it is. */
export type ActualItem = { id: string; variantId: string | null; quantity: number; unitPrice: number };

/** What the catalog says about a variant now. A variant that is not published or has no price here is not in the map. */
export type VariantFacts = {
  title: string;
  /** Pieces that can be sold; null when nobody counts them or they can be ordered beyond stock. */
  available: number | null;
  /** For the quantity that is wanted: a larger one may be cheaper. */
  unitPrice: number;
};

export type ReconcilePlan = {
  create: Array<{ variantId: string; quantity: number }>;
  update: Array<{ itemId: string; variantId: string; quantity: number }>;
  remove: string[];
  shortages: LineShortage[];
};

/** Which lines of Medusa's cart must change so that it equals the desired lines, and what the desired lines must give up. */
export function planReconcile(input: {
  lines: Lines;
  items: readonly ActualItem[];
  variants: ReadonlyMap<string, VariantFacts>;
  /** Titles of variants that are gone, as far as somebody still knows them. */
  titles: ReadonlyMap<string, string>;
}): ReconcilePlan {
  const plan: ReconcilePlan = { create: [], update: [], remove: [], shortages: [] };
  const { first, duplicates } = indexItems(input.items);
  plan.remove.push(...duplicates);

  for (const [variantId, line] of input.lines) {
    const variant = input.variants.get(variantId);
    if (!variant) {
      const title = input.titles.get(variantId) ?? '';
      plan.shortages.push({ kind: 'gone', variantId, title, rev: line.rev, quantity: line.quantity });
      continue;
    }
    const quantity = Math.min(line.quantity, variant.available ?? line.quantity);
    if (quantity < line.quantity) {
      const { title } = variant;
      plan.shortages.push({ kind: 'lowered', variantId, title, rev: line.rev, wanted: line.quantity, got: quantity });
    }
    if (quantity === 0) continue;
    const item = first.get(variantId);
    first.delete(variantId);
    if (!item) plan.create.push({ variantId, quantity });
    else if (item.quantity !== quantity || item.unitPrice !== variant.unitPrice) {
      plan.update.push({ itemId: item.id, variantId, quantity });
    }
  }
  plan.remove.push(...[...first.values()].map(({ id }) => id));
  return plan;
}

export const isEmptyPlan = ({ create, update, remove }: ReconcilePlan): boolean =>
  create.length === 0 && update.length === 0 && remove.length === 0;

/** One line per variant: the first stays, others of the same variant are folded into it. */
function indexItems(items: readonly ActualItem[]) {
  const first = new Map<string, ActualItem>();
  const duplicates: string[] = [];
  for (const item of items) {
    if (item.variantId === null) continue;
    if (first.has(item.variantId)) duplicates.push(item.id);
    else first.set(item.variantId, item);
  }
  return { first, duplicates };
}
