import type { CatalogProduct } from 'sync/protocol';
import { expect, it } from 'vitest';
import { jsonLdText } from './json-ld';
import { productJsonLd } from './product-json-ld';

const product: CatalogProduct = {
  id: 'prod_1',
  handle: 'mug',
  title: 'Mug </script><script>alert(1)</script>',
  subtitle: null,
  description: 'A mug.',
  images: [{ key: 'mug 1.png', alt: '', width: 1600, height: 2000, color: '#fff' }],
  options: [],
  variants: [
    {
      id: 'v1',
      title: 'S',
      sku: 'MUG-S',
      options: {},
      price: 12.5,
      compareAt: null,
      availability: 'low:1',
      image: null,
    },
    { id: 'v2', title: 'M', sku: null, options: {}, price: 14, compareAt: null, availability: 'out', image: null },
    {
      id: 'v3',
      title: 'L',
      sku: null,
      options: {},
      price: 14,
      compareAt: null,
      availability: 'backorder',
      image: null,
    },
    { id: 'v4', title: 'XL', sku: null, options: {}, price: null, compareAt: null, availability: 'in', image: null },
  ],
  categories: [],
  collection: null,
  tags: [],
  vendor: null,
  rating: null,
  createdAt: 0,
};

const context = { product, url: 'https://shop.example/p/mug', origin: 'https://shop.example', currency: 'eur' };

it('cannot break out of its script element', () => {
  const text = jsonLdText(productJsonLd(context));
  expect(text).not.toContain('<');
  expect(JSON.parse(text).name).toBe(product.title);
});

it('offers what is sold here, with its availability', () => {
  const { offers, image } = JSON.parse(jsonLdText(productJsonLd(context)));
  expect(offers.map((offer: { price: number; availability: string }) => [offer.price, offer.availability])).toEqual([
    [12.5, 'https://schema.org/InStock'],
    [14, 'https://schema.org/OutOfStock'],
    [14, 'https://schema.org/BackOrder'],
  ]);
  expect(offers[0]).toMatchObject({ priceCurrency: 'EUR', sku: 'MUG-S', url: 'https://shop.example/p/mug?variant=v1' });
  expect(image).toEqual(['https://shop.example/img/mug%201.png?w=1200&f=webp']);
});
