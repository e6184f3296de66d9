import type { CatalogProduct } from 'sync/protocol';
import { isSellable } from './availability';
import { imageUrl } from './image-sources';
import type { JsonLd } from './json-ld';

type Context = { product: CatalogProduct; url: string; origin: string; currency: string };

/** The product for search engines. Prices are those of the page, so they include tax where the page's do. */
export function productJsonLd({ product, url, origin, currency }: Context): JsonLd {
  const offers = product.variants.flatMap((variant) =>
    variant.price === null
      ? []
      : {
          '@type': 'Offer',
          name: variant.title,
          ...(variant.sku ? { sku: variant.sku } : {}),
          price: variant.price,
          priceCurrency: currency.toUpperCase(),
          availability: `https://schema.org/${variant.availability === 'backorder' ? 'BackOrder' : isSellable(variant) ? 'InStock' : 'OutOfStock'}`,
          url: `${url}?variant=${variant.id}`,
        },
  );
  const images = product.images.map(({ key }) => new URL(imageUrl(key, 1200, 'webp'), origin).href);
  return {
    '@type': 'Product',
    name: product.title,
    ...(product.description ? { description: product.description } : {}),
    url,
    ...(images.length > 0 ? { image: images } : {}),
    ...(product.vendor ? { brand: { '@type': 'Brand', name: product.vendor } } : {}),
    ...(product.rating && product.rating.count > 0
      ? {
          aggregateRating: {
            '@type': 'AggregateRating',
            ratingValue: product.rating.average,
            reviewCount: product.rating.count,
          },
        }
      : {}),
    ...(offers.length > 0 ? { offers } : {}),
  };
}
