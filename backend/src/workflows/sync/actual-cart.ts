import type { MedusaContainer } from '@medusajs/framework/types';
import { ContainerRegistrationKeys } from '@medusajs/framework/utils';
import type { ActualItem } from './plan-reconcile';

/** Medusa's cart as it is. */
export type ActualCart = {
  currency: string;
  completed: boolean;
  items: ActualItem[];
  /** Codes at work that somebody entered. */ promos: string[];
};

export async function readActual(container: MedusaContainer, medusaCartId: string): Promise<ActualCart | null> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: 'cart',
    fields: FIELDS,
    filters: { id: medusaCartId },
  });
  const cart: CartRecord | undefined = data[0];
  if (!cart) return null;
  return {
    currency: cart.currency_code,
    completed: Boolean(cart.completed_at),
    promos: (cart.promotions ?? []).flatMap((promotion) =>
      promotion?.code && !promotion.is_automatic ? [promotion.code] : [],
    ),
    items: (cart.items ?? []).flatMap((item) => {
      if (!item) return [];
      const { id, variant_id, quantity, unit_price } = item;
      return [{ id, variantId: variant_id ?? null, quantity: Number(quantity), unitPrice: Number(unit_price) }];
    }),
  };
}

const FIELDS = [
  'id',
  'currency_code',
  'completed_at',
  'items.id',
  'items.variant_id',
  'items.quantity',
  'items.unit_price',
  'promotions.code',
  'promotions.is_automatic',
];

type CartRecord = {
  currency_code: string;
  completed_at?: string | Date | null;
  items?: Array<{ id: string; variant_id?: string | null; quantity: unknown; unit_price: unknown } | null> | null;
  promotions?: Array<{ code?: string | null; is_automatic?: boolean | null } | null> | null;
};

export function sumByVariant(items: ReadonlyArray<Pick<ActualItem, 'variantId' | 'quantity'>>): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { variantId, quantity } of items) {
    if (variantId !== null) sums.set(variantId, (sums.get(variantId) ?? 0) + quantity);
  }
  return sums;
}
