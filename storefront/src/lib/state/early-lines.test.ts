import { expect, test } from 'vitest';
import { earlyLines } from './early-lines';

const hint = {
  productId: 'prod_1',
  productTitle: 'Mug',
  productHandle: 'mug',
  variantTitle: 'Blue',
  image: 'mug.png',
  unitPrice: { amount: 12.5, currency: 'eur' },
};

test('shows changes made before the engine was there', () => {
  const lines = earlyLines([
    { intent: { kind: 'cart.add', args: { variantId: 'a', quantity: 1 } }, hint },
    { intent: { kind: 'cart.add', args: { variantId: 'b', quantity: 4 } }, hint: undefined },
    { intent: { kind: 'cart.add', args: { variantId: 'a', quantity: 2 } }, hint },
    { intent: { kind: 'cart.remove', args: { variantId: 'b' } }, hint: undefined },
  ]);
  expect(lines).toEqual([
    expect.objectContaining({
      variantId: 'a',
      quantity: 3,
      productTitle: 'Mug',
      pending: true,
      estimated: true,
      total: { amount: 37.5, currency: 'eur' },
    }),
  ]);
});
