import { describe, expect, it } from 'vitest';
import type { CatalogProduct } from '../protocol/catalog.js';
import { toCard } from './card.js';

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
