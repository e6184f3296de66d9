import type { WishItem } from 'sync';
import { describe, expect, it } from 'vitest';
import { newsOf } from './wish-news';

const eur = (amount: number) => ({ amount, currency: 'eur' });
const wish = (wished: WishItem['wished'], unitPrice: WishItem['unitPrice'] = eur(20)): WishItem => ({
  variantId: 'v',
  productId: 'p',
  title: 'Kettle',
  variantTitle: null,
  image: null,
  handle: 'kettle',
  unitPrice,
  wished,
  pending: false,
});

describe('what is new of a wish', () => {
  it('is a lower price than on the day of the wish, as the catalog of the device has it', () => {
    const item = wish({ price: eur(20), isOut: false });
    const news = { price: eur(15), was: eur(20), isBack: false, isOut: false };
    expect(newsOf(item, { price: 15, availability: 'in' }, 'eur')).toEqual(news);
    expect(newsOf(wish({ price: eur(20), isOut: false }, eur(15)), undefined, 'eur')).toEqual(news);
  });

  it('is nothing for the same price, a higher one, another currency, and a wish of unknown worth', () => {
    const today = { price: 20, availability: 'in' } as const;
    for (const wished of [
      { price: eur(20), isOut: false },
      { price: eur(19), isOut: false },
      { price: { amount: 30, currency: 'usd' }, isOut: false },
      { price: null, isOut: false },
      null,
    ])
      expect(newsOf(wish(wished), today, 'eur')).toEqual({ price: eur(20), was: null, isBack: false, isOut: false });
  });

  it('is that it is there again, once it is, and not by hearsay', () => {
    const item = wish({ price: eur(20), isOut: true });
    expect(newsOf(item, { price: 20, availability: 'low:2' }, 'eur').isBack).toBe(true);
    expect(newsOf(item, { price: 20, availability: 'out' }, 'eur')).toMatchObject({ isBack: false, isOut: true });
    expect(newsOf(item, undefined, 'eur').isBack).toBe(false);
    expect(newsOf(item, { price: null, availability: 'in' }, 'eur')).toMatchObject({ isBack: false, price: null });
  });
});
