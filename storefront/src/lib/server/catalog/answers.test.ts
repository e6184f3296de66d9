import { expect, test } from 'vitest';
import { parseCardQuery } from './answers';

const parse = (text: string) => parseCardQuery(new URLSearchParams(text));

test('takes a list query, and knows what was left out', () => {
  expect(parse('category=hats&limit=12&__proto__=x')).toEqual({
    kind: 'query',
    query: { category: 'hats', collection: undefined, sort: 'featured', offset: 0, limit: 12 },
  });
});

test.each([
  ['limit=1e9', 'limit', 'limit must be a whole number from 1 to 96.'],
  ['limit=', 'limit', 'limit must be a whole number from 1 to 96.'],
  ['limit=1.5', 'limit', 'limit must be a whole number from 1 to 96.'],
  ['offset=-1', 'offset', 'offset must be a whole number from 0 to 1000000.'],
  ['category=', 'category', 'category must be the handle of a category.'],
  ['price=cheap', 'price', 'price must be amounts, e.g. 20-50.'],
  ['facets=all', 'facets', 'facets must be 1 or 0.'],
  ['q=%20moss', 'q', 'q must be at most 100 letters without control characters or spaces around them.'],
  [`q=${'a'.repeat(10_000)}`, 'q', 'q must be at most 100 letters without control characters or spaces around them.'],
])('refuses %s and says what %s must be', (text, field, message) => {
  expect(parse(text)).toEqual({ kind: 'invalid', field, message });
});

test('takes what is looked for', () => {
  expect(parse('q=moss+green&sort=relevance')).toMatchObject({ query: { text: 'moss green', sort: 'relevance' } });
});

test('takes filters, and asks for counts where they are wanted', () => {
  expect(parse('option.Colour=Moss&price=5-&facets=1')).toMatchObject({
    query: { filters: { options: { Colour: ['Moss'] }, priceFrom: 5 }, withFacets: true },
  });
});

test.each(['constructor', '__proto__', ''])('knows no order called %j', (sort) => {
  expect(parse(`sort=${sort}`)).toMatchObject({ kind: 'invalid', field: 'sort' });
});
