import { expect, it } from 'vitest';
import { toTerms, type DeliveryPrice } from './delivery';

const price = (over: Partial<DeliveryPrice>): DeliveryPrice => ({
  regionId: 'reg_1',
  code: 'standard',
  amount: 4.9,
  from: null,
  days: [2, 4],
  ...over,
});

it('says what delivery costs, how long it takes, and from where on it is free', () => {
  const prices = [price({}), price({ amount: 0, from: 80 }), price({ code: 'express', amount: 12.9, days: [1, 2] })];
  expect(toTerms(prices)).toEqual({
    standard: { price: 4.9, days: [2, 4] },
    express: { price: 12.9, days: [1, 2] },
    freeFrom: 80,
  });
});

it('takes the lowest of several, and nothing for free that only becomes cheaper', () => {
  const prices = [
    price({ amount: 6 }),
    price({ amount: 5 }),
    price({ amount: 2, from: 50 }),
    price({ amount: 0, from: 120 }),
    price({ amount: 0, from: 90 }),
  ];
  expect(toTerms(prices)).toMatchObject({ standard: { price: 5 }, express: null, freeFrom: 90 });
  expect(toTerms([price({})]).freeFrom).toBeNull();
});

it('says nothing of days that the merchant has not said, or not so that they can be read', () => {
  for (const days of [null, 'soon', [3], [4, 2], [0, 1], ['x', 2]])
    expect(toTerms([price({ days })]).standard).toEqual({ price: 4.9, days: null });
});
