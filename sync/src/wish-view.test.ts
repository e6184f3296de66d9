import { expect, it } from 'vitest';
import type { Base } from './outbox/lane-state.js';
import type { PendingIntent } from './view.js';
import { viewWishes } from './wish-view.js';

const eur = (amount: number) => ({ amount, currency: 'eur' });
const line = {
  variantId: 'v1',
  quantity: 1,
  rev: 1,
  productId: 'p1',
  productTitle: 'Kettle',
  productHandle: 'kettle',
  variantTitle: null,
  image: null,
  unitPrice: eur(15),
  total: null,
};
const base = (over: Partial<Base['snapshot']['lines'][number]> = {}): Base => ({
  lane: 'wishlist',
  epoch: 'e',
  rev: 1,
  lastMid: 0,
  snapshot: { region: 'eu', lines: [{ ...line, ...over }], totals: null, settled: true },
  hints: {},
});
const add = (unitPrice: number): PendingIntent => ({
  v: 1,
  kind: 'wishlist.add',
  args: { variantId: 'v1' },
  hint: {
    productId: 'p1',
    productTitle: 'Kettle',
    productHandle: 'kettle',
    variantTitle: null,
    image: null,
    unitPrice: eur(unitPrice),
  },
});
const remove: PendingIntent = { v: 1, kind: 'wishlist.remove', args: { variantId: 'v1' } };

it('a wish was worth what the server noted, and before that what the shopper saw', () => {
  const wished = { price: eur(20), isOut: true };
  expect(viewWishes(base({ wished }), []).items[0]).toMatchObject({ unitPrice: eur(15), wished });
  expect(viewWishes(base(), []).items[0]?.wished).toBeNull();
  expect(viewWishes(null, [add(12)]).items[0]?.wished).toEqual({ price: eur(12), isOut: false });
});

it('a wish that is taken back and made anew is worth what it is then', () => {
  const wished = { price: eur(20), isOut: true };
  const [item] = viewWishes(base({ wished }), [remove, add(15)]).items;
  expect(item).toMatchObject({ wished: { price: eur(15), isOut: false }, pending: true });
});
