import { describe, expect, it } from 'vitest';
import { buildSnapshot, type PricedCart, type PricedItem } from './snapshot';

const item = (variantId: string, quantity: number): PricedItem => ({
  variantId,
  quantity,
  unitPrice: 20,
  total: 20 * quantity,
  productId: 'prod_1',
  productTitle: 'Tote',
  productHandle: 'tote',
  variantTitle: 'Red',
  thumbnail: 'http://127.0.0.1:9000/static/tote-red.png',
});

const cart = (...items: PricedItem[]): PricedCart => ({
  currency: 'eur',
  isCompleted: false,
  discounts: new Map([['TEN', 4]]),
  items,
  totals: { currency: 'eur', itemTotal: 40, discountTotal: 0, taxTotal: 6.39, shippingTotal: 0, total: 40 },
});

const state = (dirty: boolean, ...lines: Array<[string, number]>) => ({
  region: 'eu',
  dirty,
  promos: ['TEN'],
  lines: lines.map(([variantId, quantity]) => ({ variantId, quantity, rev: 3 })),
});

describe('buildSnapshot', () => {
  it('joins quantities with words and prices', () => {
    expect(buildSnapshot(state(false, ['v1', 2]), cart(item('v1', 2)), new Map())).toEqual({
      region: 'eu',
      settled: true,
      promotions: [{ code: 'TEN', amount: { amount: 4, currency: 'eur' } }],
      totals: cart().totals,
      lines: [
        {
          variantId: 'v1',
          quantity: 2,
          rev: 3,
          productId: 'prod_1',
          productTitle: 'Tote',
          productHandle: 'tote',
          variantTitle: 'Red',
          image: 'tote-red.png',
          unitPrice: { amount: 20, currency: 'eur' },
          total: { amount: 40, currency: 'eur' },
        },
      ],
    });
  });

  it('keeps the price but no sum of a line whose quantity is not carried over yet', () => {
    const snapshot = buildSnapshot(state(true, ['v1', 5]), cart(item('v1', 2)), new Map());
    expect(snapshot).toMatchObject({ settled: false, totals: null, promotions: [{ code: 'TEN', amount: null }] });
    expect(snapshot.lines[0]).toMatchObject({ quantity: 5, unitPrice: { amount: 20 }, total: null });
  });

  it.each([
    [
      'a line is missing in the cart',
      cart(item('v1', 2)),
      [
        ['v1', 2],
        ['v2', 1],
      ],
    ],
    ['the cart has one line more', cart(item('v1', 2), item('v2', 1)), [['v1', 2]]],
    ['the cart has a line twice', cart(item('v1', 2), item('v1', 2)), [['v1', 2]]],
    ['the cart does not exist', null, [['v1', 2]]],
  ] satisfies Array<[string, PricedCart | null, Array<[string, number]>]>)(
    'is not settled while %s',
    (_, priced, lines) => {
      expect(buildSnapshot(state(false, ...lines), priced, new Map())).toMatchObject({ settled: false, totals: null });
    },
  );

  it('names a line that is not in the cart yet, without a price', () => {
    const { variantId, quantity, unitPrice, total, ...names } = item('v2', 1);
    const snapshot = buildSnapshot(state(true, [variantId, quantity]), null, new Map([[variantId, names]]));
    expect(snapshot.lines[0]).toMatchObject({
      productTitle: 'Tote',
      image: 'tote-red.png',
      unitPrice: null,
      total: null,
    });
  });

  it('says an empty cart is settled before Medusa has one', () => {
    expect(buildSnapshot(state(false), null, new Map())).toEqual({
      region: 'eu',
      lines: [],
      promotions: [{ code: 'TEN', amount: null }],
      totals: null,
      settled: true,
    });
  });
});
