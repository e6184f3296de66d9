import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasFilters, MAX_FILTER_OPTIONS, readFilters, writeFilters, type CardFilters } from './filters.js';

const read = (query: string) => readFilters(new URLSearchParams(query));

describe('filters in an address', () => {
  it('are read as they are written', () => {
    const text = fc.string({ minLength: 1, maxLength: 12 });
    const filters: fc.Arbitrary<CardFilters> = fc.record(
      {
        options: fc.dictionary(text, fc.uniqueArray(text, { minLength: 1, maxLength: 4 }), {
          minKeys: 1,
          maxKeys: 3,
          noNullPrototype: true,
        }),
        priceFrom: fc.integer({ min: 0, max: 900 }).map((n) => n / 4),
        priceTo: fc.integer({ min: 0, max: 900 }).map((n) => n / 4),
        isBuyable: fc.constant(true),
        isReduced: fc.constant(true),
        rating: fc.integer({ min: 1, max: 5 }),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(filters, (asked) => {
        const query = new URLSearchParams(writeFilters(asked));
        const { filters: found, problems } = readFilters(query);
        expect(problems).toEqual([]);
        expect(writeFilters(found)).toEqual(writeFilters(asked));
        expect({ ...found, options: undefined }).toEqual({ ...asked, options: undefined });
      }),
    );
  });

  it('come from a plain form as well', () => {
    expect(read('option.Colour=Moss&option.Colour=Sand&price-from=5&price-to=&stock=1&sale=').filters).toEqual({
      options: { Colour: ['Moss', 'Sand'] },
      priceFrom: 5,
      isBuyable: true,
    });
    expect(read('price-from=2,50').filters).toEqual({ priceFrom: 2.5 });
    expect(read('price=-50').filters).toEqual({ priceTo: 50 });
  });

  it.each([
    ['price=cheap', 'price'],
    ['price-to=-3', 'price-to'],
    ['price=1e9-', 'price'],
    ['rating=6', 'rating'],
    ['rating=0', 'rating'],
    ['stock=yes', 'stock'],
    [`option.Colour=${'x'.repeat(200)}`, 'option.Colour'],
    ['option.=Moss', 'option.'],
    [Array.from({ length: MAX_FILTER_OPTIONS + 1 }, (_, n) => `option.o${n}=x`).join('&'), 'option.o8'],
  ])('that mean nothing are named and left out: %.40s', (query, field) => {
    const { filters, problems } = read(query);
    expect(problems).toMatchObject([{ field }]);
    expect(Object.keys(filters).filter((key) => key !== 'options')).toEqual([]);
  });

  it('do not touch what every object has', () => {
    const { filters } = read('option.__proto__=Moss&option.constructor=Moss');
    expect(Object.keys(filters.options ?? {}).sort()).toEqual(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>)['Moss']).toBeUndefined();
  });
});

it('nothing chosen is no filter', () => {
  expect(hasFilters(undefined)).toBe(false);
  expect(hasFilters({ options: {} })).toBe(false);
  expect(hasFilters({ isBuyable: false })).toBe(false);
  expect(hasFilters({ rating: 4 })).toBe(true);
});
