import type { CatalogProduct } from 'sync/protocol';

/** A product that differs from its neighbours by number only. */
export function productNumber(n: number, changes: Partial<CatalogProduct> = {}): CatalogProduct {
  return {
    id: `prod_${n}`,
    handle: `satchel-${n}`,
    title: `Satchel ${n}`,
    subtitle: null,
    description: 'A bag.',
    images: [{ key: `satchel-${n}.png`, alt: 'A bag', width: 400, height: 500, color: '#c86432' }],
    options: [{ title: 'Size', values: ['S', 'M'] }],
    variants: ['S', 'M'].map((size) => ({
      id: `variant_${n}_${size}`,
      title: size,
      sku: null,
      options: { Size: size },
      price: 20 + n,
      compareAt: null,
      availability: 'in',
      image: 0,
    })),
    categories: ['bags'],
    collection: null,
    tags: [],
    vendor: null,
    rating: null,
    createdAt: 1_700_000_000 + n,
    ...changes,
  };
}

export const productNumbers = (count: number): CatalogProduct[] =>
  Array.from({ length: count }, (_, n) => productNumber(n + 1));
