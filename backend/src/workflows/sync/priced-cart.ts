import type { MedusaContainer } from '@medusajs/framework/types';
import { ContainerRegistrationKeys, Modules } from '@medusajs/framework/utils';
import type { PricedCart, VariantNames } from './snapshot';
import { LABEL_FIELDS, variantLabel } from './variant-name';

/** Medusa's cart with its totals, or null when it was never made. */
export async function readPricedCart(container: MedusaContainer, medusaCartId: string): Promise<PricedCart | null> {
  const carts = await container
    .resolve(Modules.CART)
    .listCarts({ id: [medusaCartId] }, { select: ['id', 'currency_code', 'completed_at', 'total'], take: 1 });
  const cart = carts[0];
  if (!cart) return null;
  return {
    currency: cart.currency_code,
    isCompleted: Boolean(cart.completed_at),
    discounts: sumByCode([...(cart.items ?? []), ...(cart.shipping_methods ?? [])]),
    totals: {
      currency: cart.currency_code,
      itemTotal: Number(cart.item_total),
      discountTotal: Number(cart.discount_total),
      taxTotal: Number(cart.tax_total),
      shippingTotal: Number(cart.shipping_total),
      total: Number(cart.total),
    },
    items: (cart.items ?? []).flatMap((item) => {
      if (!item.variant_id) return [];
      return [
        {
          variantId: item.variant_id,
          quantity: Number(item.quantity),
          unitPrice: Number(item.unit_price),
          total: Number(item.total),
          productId: item.product_id ?? null,
          productTitle: item.product_title ?? item.title,
          productHandle: item.product_handle ?? null,
          variantTitle: item.subtitle || item.variant_title || null,
          thumbnail: item.thumbnail ?? null,
        },
      ];
    }),
  };
}

type Adjusted = { adjustments?: Array<{ code?: string; amount: unknown }> };

function sumByCode(parts: readonly Adjusted[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { code, amount } of parts.flatMap(({ adjustments }) => adjustments ?? [])) {
    if (code) sums.set(code, (sums.get(code) ?? 0) + Number(amount));
  }
  return sums;
}

export async function readVariantTitles(container: MedusaContainer, ids: string[]): Promise<Map<string, string>> {
  const names = await readVariantNames(container, [...new Set(ids)]);
  return new Map([...names].map(([id, { productTitle, variantTitle }]) => [id, titleOf(productTitle, variantTitle)]));
}

const titleOf = (...parts: Array<string | null>): string =>
  parts.filter((part) => part && part !== 'Default variant').join(' · ');

type NamedVariant = {
  id: string;
  title?: string | null;
  thumbnail?: string | null;
  product?: {
    id: string;
    title: string;
    handle?: string | null;
    thumbnail?: string | null;
    variants?: { id: string }[] | null;
  } | null;
  options?: { value?: string | null; option?: { title?: string | null } | null }[] | null;
};

export async function readVariantNames(container: MedusaContainer, ids: string[]): Promise<Map<string, VariantNames>> {
  if (ids.length === 0) return new Map();
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: 'variant',
    fields: [...LABEL_FIELDS, 'id', 'thumbnail', 'product.id', 'product.title', 'product.handle', 'product.thumbnail'],
    filters: { id: ids },
  });
  return new Map(
    data.map((variant: NamedVariant) => [
      variant.id,
      {
        productId: variant.product?.id ?? null,
        productTitle: variant.product?.title ?? '',
        productHandle: variant.product?.handle ?? null,
        variantTitle: variantLabel(variant),
        thumbnail: variant.thumbnail ?? variant.product?.thumbnail ?? null,
      },
    ]),
  );
}
