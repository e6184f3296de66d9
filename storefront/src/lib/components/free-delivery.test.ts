import { expect, it } from 'vitest';
import { freeDeliveryOf } from './free-delivery';

const eu = { currency: 'eur', freeFrom: 80 };
const eur = (amount: number) => ({ amount, currency: 'eur' });
const totals = (itemTotal: number) => ({
  currency: 'eur',
  itemTotal,
  discountTotal: 0,
  taxTotal: 0,
  shippingTotal: 4.9,
  total: itemTotal + 4.9,
});

it('says what is missing, by the word of the shop or, before that, by the estimate of the device', () => {
  const missing = { kind: 'missing', amount: 5.2, share: 74.8 / 80 };
  expect(freeDeliveryOf({ totals: totals(74.8), estimatedItemTotal: eur(99) }, eu)).toEqual(missing);
  expect(freeDeliveryOf({ totals: null, estimatedItemTotal: eur(74.8) }, eu)).toEqual(missing);
});

it('is reached at the very amount', () => {
  expect(freeDeliveryOf({ totals: totals(80), estimatedItemTotal: null }, eu)).toEqual({ kind: 'reached' });
  expect(freeDeliveryOf({ totals: totals(79.99), estimatedItemTotal: null }, eu)).toMatchObject({ amount: 0.01 });
});

it('says nothing where the worth is not known, or is in another currency', () => {
  expect(freeDeliveryOf({ totals: null, estimatedItemTotal: null }, eu)).toBeNull();
  expect(freeDeliveryOf({ totals: totals(10), estimatedItemTotal: null }, { ...eu, freeFrom: null })).toBeNull();
  expect(freeDeliveryOf({ totals: null, estimatedItemTotal: { amount: 500, currency: 'usd' } }, eu)).toBeNull();
});
