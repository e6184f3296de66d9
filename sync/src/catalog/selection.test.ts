import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CatalogProduct } from '../protocol/catalog.js';
import { naiveList } from '../testing/naive-list.js';
import { sampleProduct } from '../testing/sample-product.js';
import { toCard } from './card.js';
import { CARD_SORTS, type CardPage, type CardQuery } from './card-query.js';
import type { CardFilters } from './filters.js';
import { createSelection } from './selection.js';
import { toFacts } from './shard-rows.js';

/** The list of products that lie in so many parts, as on a device. */
function listOf(products: readonly CatalogProduct[], query: CardQuery, parts = 1): CardPage {
  const piles = Array.from({ length: parts }, (_, part) => products.filter((_product, n) => n % parts === part));
  const selection = createSelection(query);
  for (const [part, pile] of piles.entries()) {
    selection.look(part, toFacts(`${part}`, pile), { from: 0, to: pile.length }, () => false);
  }
  const { positions, ...rest } = selection.result();
  return {
    cards: positions.flatMap(({ part, row }) => (piles[part]?.[row] ? [toCard(piles[part][row], query.filters)] : [])),
    ...rest,
  };
}

const variant = fc.record({
  id: fc.uuid(),
  title: fc.constant(''),
  sku: fc.constant(null),
  options: fc.oneof(
    fc.record({ Colour: fc.constantFrom('Moss', 'Sand', 'Rust'), Size: fc.constantFrom('S', 'M') }),
    fc.record({ Weight: fc.constantFrom('1 kg', '2 kg') }),
    fc.constant({}),
  ),
  price: fc.option(fc.integer({ min: 0, max: 9 })),
  compareAt: fc.option(fc.constant(20)),
  availability: fc.constantFrom('in', 'out', 'low:1', 'backorder'),
  image: fc.constant(null),
}) as fc.Arbitrary<CatalogProduct['variants'][number]>;

const product = fc
  .record({
    id: fc.uuid(),
    title: fc.string({ maxLength: 4 }),
    variants: fc.array(variant, { maxLength: 4 }),
    categories: fc.subarray(['home', 'garden', 'toys']),
    collection: fc.option(fc.constantFrom('summer', 'winter')),
    rating: fc.option(fc.record({ average: fc.constantFrom(1, 2.5, 4, 4.5), count: fc.constant(2) })),
    createdAt: fc.integer({ min: 0, max: 3 }),
  })
  .map(({ id, ...over }) => sampleProduct(id, over));
const products = fc.uniqueArray(product, { selector: ({ id }) => id, maxLength: 25 });

const filters: fc.Arbitrary<CardFilters> = fc.record(
  {
    options: fc.dictionary(
      fc.constantFrom('Colour', 'Size', 'Weight', 'Nothing'),
      fc.uniqueArray(fc.constantFrom('Moss', 'Sand', 'S', 'M', '1 kg'), { minLength: 1, maxLength: 3 }),
      { maxKeys: 2, noNullPrototype: true },
    ),
    priceFrom: fc.integer({ min: 0, max: 6 }),
    priceTo: fc.integer({ min: 3, max: 9 }),
    isBuyable: fc.constant(true),
    isReduced: fc.constant(true),
    rating: fc.integer({ min: 1, max: 5 }),
  },
  { requiredKeys: [] },
);

const query: fc.Arbitrary<CardQuery> = fc.record(
  {
    category: fc.constantFrom('home', 'garden', 'nowhere'),
    collection: fc.constantFrom('summer', 'nowhere'),
    filters: filters.map(({ options, ...rest }) => ({
      ...rest,
      ...(options && Object.keys(options).length > 0 && { options }),
    })),
    withFacets: fc.boolean(),
    sort: fc.constantFrom(...CARD_SORTS),
    offset: fc.nat(5),
    limit: fc.integer({ min: 1, max: 9 }),
  },
  { requiredKeys: ['sort', 'offset', 'limit'] },
);

describe('a list', () => {
  it('is what it would be the plain way, in how many parts it may lie', () => {
    fc.assert(
      fc.property(products, query, fc.integer({ min: 1, max: 4 }), (all, asked, parts) => {
        expect(listOf(all, asked, parts)).toEqual(naiveList(all, asked));
      }),
      { numRuns: 600 },
    );
  });

  it('has pages that add up to the whole whatever the order of the products', () => {
    fc.assert(
      fc.property(products, fc.constantFrom(...CARD_SORTS), fc.integer({ min: 1, max: 7 }), (all, sort, limit) => {
        const whole = listOf(all, { sort, offset: 0, limit: 100 }).cards.map(({ id }) => id);
        const paged: string[] = [];
        for (let offset = 0; offset < all.length; offset += limit) {
          paged.push(...listOf(all.toReversed(), { sort, offset, limit }).cards.map(({ id }) => id));
        }
        expect(paged).toEqual(whole);
        expect(new Set(paged).size).toBe(all.length);
      }),
    );
  });

  it('finds what has all that is asked for in one and the same variant', () => {
    const of = (size: string, colour: string, availability: string) => ({
      ...sampleProduct('x').variants[0]!,
      id: `${size} ${colour}`,
      options: { Size: size, Colour: colour },
      availability,
    });
    const shirt = sampleProduct('shirt', { variants: [of('M', 'Moss', 'out'), of('S', 'Sand', 'in')] });
    const total = (asked: CardFilters) => listOf([shirt], { filters: asked, sort: 'title', offset: 0, limit: 9 }).total;
    expect(total({ options: { Size: ['M'], Colour: ['Moss'] } })).toBe(1);
    expect(total({ options: { Size: ['M'], Colour: ['Sand'] } })).toBe(0);
    expect(total({ options: { Size: ['M', 'S'], Colour: ['Sand'] } })).toBe(1);
    expect(total({ options: { Size: ['M'] }, isBuyable: true })).toBe(0);
  });
});

describe('its order', () => {
  const named = (id: string, over: Partial<CatalogProduct>, price: number | null = 10, availability = 'in') =>
    sampleProduct(id, {
      ...over,
      variants: sampleProduct(id).variants.map((one) => ({ ...one, price, availability })),
    });
  const ids = (all: CatalogProduct[], sort: CardQuery['sort']) =>
    listOf(all, { sort, offset: 0, limit: 9 }).cards.map(({ id }) => id);

  it('by price has the unpriced last both ways', () => {
    const all = [named('none', {}, null), named('dear', {}, 3), named('cheap', {}, 1)];
    expect(ids(all, 'price-asc')).toEqual(['cheap', 'dear', 'none']);
    expect(ids(all, 'price-desc')).toEqual(['dear', 'cheap', 'none']);
  });

  it('of our choice begins with what can be bought', () => {
    expect(ids([named('new', { createdAt: 9 }, 1, 'out'), named('old', { createdAt: 1 })], 'featured')).toEqual([
      'old',
      'new',
    ]);
  });
});
