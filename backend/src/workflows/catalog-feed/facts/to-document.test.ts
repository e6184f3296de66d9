import { describe, expect, it } from 'vitest';
import { categoryTree } from './categories';
import type { ImageFact, ProductFact, VariantFact } from './products';
import { toDocument } from './to-document';

const categories = categoryTree([
  { id: 'c1', handle: 'clothing', name: 'Clothing', description: null, parentId: null, rank: 0 },
  { id: 'c2', handle: 'shirts', name: 'Shirts', description: null, parentId: 'c1', rank: 0 },
]);

const image = (id: string, metadata: ImageFact['metadata'] = null): ImageFact => ({
  id,
  url: `http://files/static/${id}.webp`,
  metadata,
});

const variant = (over: Partial<VariantFact> = {}): VariantFact => ({
  id: 'variant_1',
  title: 'S',
  sku: 'SKU',
  thumbnail: null,
  isManaged: true,
  allowsBackorder: false,
  available: 9,
  priceSetId: 'set_1',
  imageId: null,
  options: [{ title: 'Size', value: 'S' }],
  ...over,
});

const product = (over: Partial<ProductFact> = {}): ProductFact => ({
  id: 'prod_1',
  handle: 'shirt',
  title: 'Shirt',
  subtitle: null,
  description: null,
  thumbnail: null,
  vendor: null,
  createdAt: 7,
  collection: null,
  tags: [],
  categoryIds: [],
  rating: null,
  images: [],
  options: [],
  variants: [],
  ...over,
});

const document = (
  over: Partial<ProductFact>,
  prices: Array<[string, { price: number; compareAt: number | null }]> = [],
) => toDocument(product(over), { prices: new Map(prices), categories });

describe('toDocument: blurs', () => {
  const blurhash = 'TEHLk~WB2yk8pyo0adR*.7kCMdnj';
  const blursOf = (...images: ImageFact[]) => document({ images }).images.map((shown) => shown.blurhash);

  it('sends that of the first picture alone', () => {
    expect(blursOf(image('a', { blurhash }), image('b', { blurhash }))).toEqual([blurhash, undefined]);
  });

  it.each([7, '', 'no hash', `${blurhash}x`])('sends none that nobody could paint: %j', (bad) => {
    expect(blursOf(image('a', { blurhash: bad }))).toEqual([undefined]);
  });
});

describe('toDocument: prices', () => {
  it('gives each variant the price of its own set, with the former one', () => {
    const variants = [variant(), variant({ id: 'variant_2', priceSetId: 'set_2' })];
    const { variants: sold } = document({ variants }, [
      ['set_1', { price: 39, compareAt: 49.9 }],
      ['set_2', { price: 55, compareAt: null }],
    ]);
    expect(sold.map(({ price, compareAt }) => [price, compareAt])).toEqual([
      [39, 49.9],
      [55, null],
    ]);
  });

  it.each([
    ['without a price set', null],
    ['whose set has no price in this region', 'set_9'],
  ])('does not sell a variant %s', (_, priceSetId) => {
    expect(
      document({ variants: [variant({ priceSetId })] }, [['set_1', { price: 1, compareAt: null }]]).variants,
    ).toMatchObject([{ price: null, compareAt: null }]);
  });

  it('keeps a price of nothing', () => {
    expect(document({ variants: [variant()] }, [['set_1', { price: 0, compareAt: null }]]).variants[0]?.price).toBe(0);
  });
});

describe('toDocument: the rest', () => {
  it('puts the thumbnail first, once, and points variants at their pictures by id or address', () => {
    const [front, back] = [image('front'), image('back')];
    const { images, variants } = document({
      thumbnail: front.url,
      images: [back, front],
      variants: [variant({ imageId: 'back' }), variant({ thumbnail: front.url }), variant({ imageId: 'gone' })],
    });
    expect(images.map(({ key }) => key)).toEqual(['front.webp', 'back.webp']);
    expect(variants.map(({ image: index }) => index)).toEqual([1, 0, null]);
  });

  it('takes a thumbnail that is no image of the product as one', () => {
    const { images } = document({ thumbnail: 'http://elsewhere/a%20b.png?x=1#y', images: [image('front')] });
    expect(images.map(({ key }) => key)).toEqual(['a b.png', 'front.webp']);
  });

  it.each([
    [{ width: 0, height: 10, color: '#12345' }],
    [{ width: 1.5, height: 10, color: 'red' }],
    [{ width: '800', height: '600', color: 7 }],
    [null],
  ])('takes a picture with the facts %j for the usual portrait', (metadata) => {
    expect(document({ images: [image('x', metadata)] }).images).toEqual([
      { key: 'x.webp', alt: 'Shirt', width: 1600, height: 2000, color: '#ece9e4' },
    ]);
  });

  it('names all categories above its own once, and none of a hidden branch', () => {
    expect(document({ categoryIds: ['c2', 'c1', 'hidden'] }).categories).toEqual(['clothing', 'shirts']);
  });

  it('says null for what is empty and trims the text', () => {
    expect(document({ subtitle: '', vendor: '', description: '  Soft.\n' })).toMatchObject({
      subtitle: null,
      vendor: null,
      description: 'Soft.',
    });
  });

  it('refuses what would not be a document', () => {
    expect(() => document({ createdAt: 1.5 })).toThrow();
  });
});
