import { toCard } from 'sync/catalog';
import type { CatalogProduct } from 'sync/protocol';
import { variantLabel } from '../../state/variant-label';
import type { SharedWish, SharedWishlist } from '../../wish-sharing';

type Wished = { variantId: string; productId: string | null };

/** What somebody wished for, as this region sells it today. What it does not sell is only counted. */
export function toSharedWishlist(
  wished: readonly Wished[],
  productOf: (id: string) => CatalogProduct | undefined,
): SharedWishlist {
  const wishes = wished.flatMap(({ variantId, productId }) => {
    const product = productId === null ? undefined : productOf(productId);
    return product ? (toWish(product, variantId) ?? []) : [];
  });
  return { wishes, missing: wished.length - wishes.length };
}

function toWish(product: CatalogProduct, variantId: string): SharedWish | undefined {
  const variant = product.variants.find(({ id }) => id === variantId);
  if (!variant || variant.price === null) return undefined;
  const image = product.images[variant.image ?? 0] ?? product.images[0] ?? null;
  const variantTitle = variantLabel(product, variant);
  return {
    variantId,
    variantTitle,
    card: {
      ...toCard(product),
      subtitle: variantTitle,
      image,
      images2: null,
      price: variant.price,
      compareAt: variant.compareAt,
      priceVaries: false,
      availability: variant.availability,
      variantId,
      swatches: [],
    },
  };
}
