import { describe, expect, it } from 'vitest';
import { categoryTree } from './categories';
import type { ProductFact, VariantFact } from './products';
import { toDocument } from './to-document';
import { translateCategories, translateProduct, type Lexicon } from './translations';

const variant = (over: Partial<VariantFact>): VariantFact => ({
  id: 'variant_1',
  title: 'Moss / M',
  sku: null,
  thumbnail: null,
  isManaged: false,
  allowsBackorder: false,
  available: null,
  priceSetId: null,
  imageId: null,
  options: [
    { title: 'Colour', value: 'Moss' },
    { title: 'Size', value: 'M' },
  ],
  ...over,
});

const shirt: ProductFact = {
  id: 'prod_1',
  handle: 'shirt',
  title: 'Shirt',
  subtitle: 'Striped',
  description: 'Soft.',
  thumbnail: null,
  vendor: 'Satchel',
  createdAt: 7,
  collection: 'summer',
  tags: ['new'],
  categoryIds: ['c1'],
  rating: null,
  images: [{ id: 'i', url: '/static/a.webp', metadata: { alt: 'Shirt, in Moss' } }],
  options: [
    { title: 'Colour', values: ['Moss', 'Sand'], ids: ['opt_1'], valueIds: ['val_1', 'val_2'] },
    { title: 'Size', values: ['M'], ids: ['opt_2'], valueIds: ['val_3'] },
  ],
  variants: [
    variant({}),
    variant({ id: 'variant_2', title: 'The sandy one', options: [{ title: 'Colour', value: 'Sand' }] }),
  ],
};

const lexicon = (words: Record<string, Record<string, unknown>>): Lexicon => new Map(Object.entries(words));
const documentOf = (words: Record<string, Record<string, unknown>>) =>
  toDocument(translateProduct(shirt, lexicon(words)), { prices: new Map(), categories: categoryTree([]) });

describe('a product in another language', () => {
  it('has every word that was translated, and keeps what names it', () => {
    const german = documentOf({
      prod_1: { title: 'Hemd', subtitle: 'Gestreift', description: 'Weich.' },
      opt_1: { title: 'Farbe' },
      val_1: { value: 'Moos' },
      opt_2: { title: 'Größe' },
      variant_2: { title: 'Das sandige' },
    });
    expect(german).toMatchObject({
      id: 'prod_1',
      handle: 'shirt',
      title: 'Hemd',
      subtitle: 'Gestreift',
      description: 'Weich.',
      collection: 'summer',
      tags: ['new'],
      images: [{ key: 'a.webp', alt: 'Hemd' }],
      options: [
        { title: 'Farbe', values: ['Moos', 'Sand'] },
        { title: 'Größe', values: ['M'] },
      ],
      variants: [
        { title: 'Moos / M', options: { Farbe: 'Moos', Größe: 'M' } },
        { title: 'Das sandige', options: { Farbe: 'Sand' } },
      ],
    });
    expect(german).not.toHaveProperty('untranslated');
  });

  it('falls back to the words of the merchant, and names those a reader would notice', () => {
    const half = documentOf({ prod_1: { title: 'Hemd', subtitle: '  ', description: null } });
    expect(half).toMatchObject({ title: 'Hemd', subtitle: 'Striped', description: 'Soft.' });
    expect(half.untranslated).toEqual(['subtitle', 'description']);
    const none = documentOf({});
    expect(none.untranslated).toEqual(['title', 'subtitle', 'description']);
    expect(none.images[0]?.alt).toBe('Shirt, in Moss');
    expect(none.variants[0]).toMatchObject({ title: 'Moss / M', options: { Colour: 'Moss', Size: 'M' } });
  });
});

it('shelves are called what they are translated to', () => {
  const tree = categoryTree([
    { id: 'c1', handle: 'tops', name: 'Tops', description: 'For every layer', parentId: null, rank: 0 },
  ]);
  const { visible, path } = translateCategories(tree, lexicon({ c1: { name: 'Oberteile' } }));
  expect(visible).toMatchObject([{ handle: 'tops', name: 'Oberteile', description: 'For every layer' }]);
  expect(path('c1')).toEqual(['tops']);
});
