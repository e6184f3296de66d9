import { expect, test } from 'vitest';
import { productNumbers } from '../../../../tests/support/products';
import { RegionCatalog } from './region-catalog';
import { parseWanted } from './wanted-products';

const catalog = new RegionCatalog(
  {
    region: 'eu',
    currency: 'eur',
    pricesIncludeTax: true,
    epoch: 'e',
    cursor: 'c',
    taxonomy: { hash: 't', categories: [], collections: [] },
  },
  productNumbers(5),
);

const idsOf = (search: string) => {
  const wanted = parseWanted(new URLSearchParams(search));
  return wanted.kind === 'wanted' ? wanted.idsIn(catalog) : wanted;
};

test('finds products by id and by handle, and leaves out what nobody knows', () => {
  expect(idsOf('id=prod_1,prod_9')).toEqual(['prod_1', 'prod_9']);
  expect(idsOf('handle=satchel-2,nothing')).toEqual(['prod_2']);
});

test('finds the first of a category, and none of an unknown one', () => {
  const [category] = productNumbers(1)[0]!.categories;
  expect(idsOf(`category=${category}&limit=2`)).toHaveLength(2);
  expect(idsOf('category=nowhere')).toEqual([]);
});

test.each(['', 'id=', 'id=,', 'category=a&limit=0', 'category=a&limit=51', `id=${'a,'.repeat(50)}a`])(
  'refuses %j',
  (search) => {
    expect(idsOf(search)).toMatchObject({ kind: 'invalid', field: 'id' });
  },
);
