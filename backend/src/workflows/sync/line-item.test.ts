import { expect, it } from 'vitest';
import { lineItemData } from './line-item';
import type { CalculatedPrice, VariantRecord } from './variant-facts';

const variant: VariantRecord = {
  id: 'variant_1',
  title: 'Red',
  sku: 'TOTE-RED',
  product: {
    id: 'prod_1',
    title: 'Tote',
    handle: 'tote',
    thumbnail: 'http://host/static/tote.png',
    discountable: true,
  },
};

const price = (original: number, calculated: number, list: 'sale' | 'override' | null): CalculatedPrice => ({
  id: 'pset_1',
  original_amount: original,
  calculated_amount: calculated,
  is_calculated_price_tax_inclusive: true,
  calculated_price: {
    id: 'price_1',
    price_list_id: null,
    price_list_type: list,
    min_quantity: null,
    max_quantity: null,
  },
});

it('copies what an order needs from the variant', () => {
  expect(lineItemData(variant, price(20, 20, null), 3)).toMatchObject({
    quantity: 3,
    title: 'Tote',
    subtitle: 'Red',
    variant_id: 'variant_1',
    variant_sku: 'TOTE-RED',
    product_handle: 'tote',
    thumbnail: 'http://host/static/tote.png',
    unit_price: 20,
    is_tax_inclusive: true,
    requires_shipping: false,
  });
});

it('ships when the product has a shipping profile or a part must be shipped', () => {
  const withProfile = { ...variant, product: { id: 'prod_1', shipping_profile: { id: 'sp_1' } } };
  const withPart = { ...variant, inventory_items: [{ inventory: { requires_shipping: true } }] };
  expect(lineItemData(withProfile, price(20, 20, null), 1).requires_shipping).toBe(true);
  expect(lineItemData(withPart, price(20, 20, null), 1).requires_shipping).toBe(true);
});

it.each([
  ['a sale strikes the old price through', price(20, 15, 'sale'), 20],
  ['a special price for a group does not', price(20, 15, 'override'), 15],
  ['neither does the end of a sale', price(20, 20, null), 20],
])('%s', (_, given, compareAt) => {
  expect(lineItemData(variant, given, 1).compare_at_unit_price).toBe(compareAt);
});
