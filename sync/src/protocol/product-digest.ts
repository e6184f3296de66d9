import type { CatalogProduct } from './catalog.js';

/**
 * A number below 2^32 that two copies of a product share and that differs when they do. Added up over a catalog it shows whether
 * a device holds what the server has. Says nothing about who changed what: for that there are hashes.
 */
export function productDigest(product: CatalogProduct): number {
  // Only lists: the order of keys is not kept by every store a product goes through.
  const text = JSON.stringify([
    [product.id, product.handle, product.title, product.subtitle, product.description, product.vendor],
    product.images.map(({ key, alt, width, height, color }) => [key, alt, width, height, color]),
    product.options.map(({ title, values }) => [title, values]),
    product.variants.map((variant) => [
      [variant.id, variant.title, variant.sku, variant.price, variant.compareAt, variant.availability, variant.image],
      Object.entries(variant.options).sort(([a], [b]) => (a < b ? -1 : 1)),
    ]),
    [product.categories, product.collection, product.tags, product.createdAt],
    product.rating && [product.rating.average, product.rating.count],
    ...(product.untranslated ? [product.untranslated] : []),
  ]);
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
