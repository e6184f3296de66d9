import type { CalculatedPrice, VariantRecord } from './variant-facts';
import { variantLabel, variantName } from './variant-name';

/** What a line of Medusa's cart says about its variant. */
export type LineItemData = ReturnType<typeof lineItemData>;

/** A line copies its variant at the time it is written, as Medusa's own "add to cart" does: an order reads only the copy. */
export function lineItemData(variant: VariantRecord, price: CalculatedPrice, quantity: number) {
  const { product } = variant;
  const name = variantName(variant) ?? '';
  const isSale =
    price.calculated_price?.price_list_type === 'sale' && price.original_amount !== price.calculated_amount;
  const shipsParts = variant.inventory_items?.some((part) => part.inventory?.requires_shipping) ?? false;
  return {
    quantity,
    title: product?.title ?? '',
    subtitle: variantLabel(variant) ?? '',
    thumbnail: variant.thumbnail ?? product?.thumbnail ?? undefined,
    variant_id: variant.id,
    variant_title: name,
    variant_sku: variant.sku ?? undefined,
    variant_barcode: variant.barcode ?? undefined,
    product_id: product?.id ?? undefined,
    product_title: product?.title ?? undefined,
    product_subtitle: product?.subtitle ?? undefined,
    product_description: product?.description ?? undefined,
    product_handle: product?.handle ?? undefined,
    product_type: product?.type?.value ?? undefined,
    product_type_id: product?.type?.id ?? undefined,
    product_collection: product?.collection?.title ?? undefined,
    is_discountable: product?.discountable ?? true,
    is_giftcard: product?.is_giftcard ?? false,
    requires_shipping: Boolean(product?.shipping_profile) || shipsParts,
    unit_price: Number(price.calculated_amount),
    // Written in every case: after a sale it equals the price, and nothing is struck through any more.
    compare_at_unit_price: Number(isSale ? price.original_amount : price.calculated_amount),
    is_tax_inclusive: price.is_calculated_price_tax_inclusive ?? false,
  };
}
