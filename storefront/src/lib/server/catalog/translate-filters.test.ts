import type { Facets } from 'sync/catalog';
import type { CatalogProduct } from 'sync/protocol';
import { describe, expect, it } from 'vitest';
import { productNumber } from '../../../../tests/support/products';
import { translateFilters } from './translate-filters';

type Options = CatalogProduct['options'];
const wordsOf = (options: Record<string, Options>) => {
  const products = Object.entries(options).map(([id, own], index) => productNumber(index, { id, options: own }));
  return { products: () => products, productById: (id: string) => products.find((product) => product.id === id) };
};

const english = wordsOf({
  coat: [
    { title: 'Colour', values: ['Moss', 'Sand'] },
    { title: 'Size', values: ['One size', 'M'] },
  ],
  mug: [{ title: 'Glaze', values: ['Rough'] }],
});
const german = wordsOf({
  coat: [
    { title: 'Farbe', values: ['Moos', 'Sand'] },
    { title: 'Size', values: ['Einheitsgröße', 'M'] },
  ],
});

const facets: Facets = {
  categories: {},
  options: [{ title: 'Size', values: [{ value: 'M', count: 1 }] }],
  price: null,
  buyable: 1,
  reduced: 0,
  ratings: [],
};
const translate = (options: Record<string, string[]>, found: Facets | undefined = facets) =>
  translateFilters({ options, isBuyable: true }, found, german, () => [german, english]);

describe('filters in the words of another language', () => {
  it('are said in those of this one, with everything else as it was', () => {
    expect(translate({ Colour: ['Moss', 'Sand'], Size: ['M'] })).toEqual({
      options: { Farbe: ['Moos', 'Sand'], Size: ['M'] },
      isBuyable: true,
    });
  });

  it('are told by their values where the option is called the same', () => {
    expect(translate({ Size: ['One size', 'M'] })?.options).toEqual({ Size: ['Einheitsgröße', 'M'] });
  });

  it('are one filter with those that were in these words already', () => {
    expect(translate({ Colour: ['Moss'], Farbe: ['Moos', 'Sand'] })?.options).toEqual({ Farbe: ['Moos', 'Sand'] });
  });

  it('stay where nobody knows them, and where what they are of is not sold here', () => {
    expect(translate({ Colour: ['Plaid'], Mood: ['Good'], Glaze: ['Rough'] })).toBeUndefined();
    expect(translate({ Colour: ['Plaid', 'Moss'] })?.options).toEqual({ Colour: ['Plaid'], Farbe: ['Moos'] });
  });
});

it('filters in our own words are left alone, and other catalogs unread', () => {
  const others = () => {
    throw new Error('Nobody needs these');
  };
  const own = (options: Record<string, string[]>, found?: Facets) =>
    translateFilters({ options }, found, german, others);
  expect(own({ Size: ['M'] }, facets)).toBeUndefined();
  expect(own({ Farbe: ['Moos'] }, undefined)).toBeUndefined();
  // Known, and out of what is left: the list is empty for a reason.
  expect(translate({ Farbe: ['Moos'] })).toBeUndefined();
});
