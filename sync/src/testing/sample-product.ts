import type { CatalogProduct } from '../protocol/catalog.js';

/** A plausible product for tests; `over` says what matters there. */
export function sampleProduct(id: string, over: Partial<CatalogProduct> = {}): CatalogProduct {
  return {
    id,
    handle: `handle-${id}`,
    title: `Title ${id}`,
    subtitle: null,
    description: '',
    images: [],
    options: [],
    variants: [
      {
        id: `variant-${id}`,
        title: 'One',
        sku: null,
        options: {},
        price: 10,
        compareAt: null,
        availability: 'in',
        image: null,
      },
    ],
    categories: ['all'],
    collection: null,
    tags: [],
    vendor: null,
    rating: null,
    createdAt: 1,
    ...over,
  };
}
