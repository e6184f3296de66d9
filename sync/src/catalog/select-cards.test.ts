import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CatalogProduct } from '../protocol/catalog.js';
import { toCard, type ProductCard } from './card.js';
import { CARD_SORTS, selectCards } from './select-cards.js';

const product = (over: Partial<CatalogProduct> = {}): CatalogProduct => ({
  id: 'p1',
  handle: 'kettle',
  title: 'Kettle',
  subtitle: null,
  description: '',
  images: [],
  options: [],
  variants: [],
  categories: [],
  collection: null,
  tags: [],
  vendor: null,
  rating: null,
  createdAt: 0,
  ...over,
});

const variant = (price: number | null, availability: string, compareAt: number | null = null) => ({
  id: `v${price}${availability}`,
  title: '',
  sku: null,
  options: {},
  price,
  compareAt,
  availability,
  image: null,
});

describe('toCard', () => {
  it('shows the lowest price with its own former price and the best band', () => {
    const card = toCard(
      product({ variants: [variant(30, 'out'), variant(20, 'low:2', 25), variant(40, 'low:4'), variant(null, 'in')] }),
    );
    expect(card).toMatchObject({ price: 20, compareAt: 25, priceVaries: true, availability: 'low:4' });
  });

  it('has no price where nothing is sold', () => {
    expect(toCard(product({ variants: [variant(null, 'in')] }))).toMatchObject({
      price: null,
      priceVaries: false,
      availability: 'out',
    });
  });

  it('takes swatches from the colour option whatever its language', () => {
    const options = [
      { title: 'Size', values: ['M'] },
      { title: 'Farbe', values: ['Moos', 'Sand'] },
    ];
    expect(toCard(product({ options })).swatches).toEqual(['Moos', 'Sand']);
  });
});

const cardArbitrary: fc.Arbitrary<ProductCard> = fc
  .record({
    id: fc.uuid(),
    title: fc.string({ maxLength: 6 }),
    price: fc.option(fc.integer({ min: 0, max: 5 })),
    createdAt: fc.integer({ min: 0, max: 3 }),
    categories: fc.subarray(['home', 'garden', 'toys']),
    collection: fc.option(fc.constantFrom('summer', 'winter')),
    availability: fc.constantFrom('in', 'out', 'low:1', 'backorder'),
  })
  .map((over) => ({ ...toCard(product()), ...over }));
const cardsArbitrary = fc.uniqueArray(cardArbitrary, { selector: (card) => card.id, maxLength: 30 });

describe('selectCards', () => {
  it('pages add up to the whole list whatever the order of the input', () => {
    fc.assert(
      fc.property(
        cardsArbitrary,
        fc.constantFrom(...CARD_SORTS),
        fc.integer({ min: 1, max: 7 }),
        (cards, sort, limit) => {
          const whole = selectCards(cards, { sort, offset: 0, limit: 100 }).cards.map((card) => card.id);
          const paged: string[] = [];
          for (let offset = 0; offset < cards.length; offset += limit) {
            paged.push(...selectCards(cards.toReversed(), { sort, offset, limit }).cards.map((card) => card.id));
          }
          expect(paged).toEqual(whole);
          expect(new Set(paged).size).toBe(cards.length);
        },
      ),
    );
  });

  it('finds by category and collection and counts all matches', () => {
    const cards = [
      { ...toCard(product({ id: 'a', categories: ['home', 'kitchen'] })) },
      { ...toCard(product({ id: 'b', categories: ['home'], collection: 'summer' })) },
      { ...toCard(product({ id: 'c', categories: ['toys'] })) },
    ];
    expect(selectCards(cards, { category: 'home', sort: 'title', offset: 0, limit: 1 })).toMatchObject({
      total: 2,
      cards: [{ id: 'a' }],
    });
    expect(selectCards(cards, { collection: 'summer', sort: 'title', offset: 0, limit: 9 })).toMatchObject({
      total: 1,
      cards: [{ id: 'b' }],
    });
  });

  it('sorts by price both ways with the unpriced last', () => {
    const cards = [null, 3, 1].map((price, i) => ({ ...toCard(product({ id: `${i}` })), price }));
    const prices = (sort: 'price-asc' | 'price-desc') =>
      selectCards(cards, { sort, offset: 0, limit: 9 }).cards.map((card) => card.price);
    expect(prices('price-asc')).toEqual([1, 3, null]);
    expect(prices('price-desc')).toEqual([3, 1, null]);
  });

  it('shows what can be bought first when featured', () => {
    const cards = ['out', 'in'].map((availability, i) => ({
      ...toCard(product({ id: `${i}`, createdAt: 9 - i })),
      availability,
    }));
    expect(selectCards(cards, { sort: 'featured', offset: 0, limit: 9 }).cards.map((card) => card.id)).toEqual([
      '1',
      '0',
    ]);
  });
});
