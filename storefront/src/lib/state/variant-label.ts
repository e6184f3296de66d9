import type { CatalogProduct, CatalogVariant } from 'sync/protocol';

/** As the backend says it once the change is there: null for an only variant, "Size: 4" where the bare name could be anything. */
export function variantLabel(product: CatalogProduct, { title, options }: CatalogVariant): string | null {
  if (product.variants.length <= 1) return null;
  const [only, ...more] = Object.entries(options);
  return only && more.length === 0 && only[1] === title ? `${only[0]}: ${title}` : title;
}
