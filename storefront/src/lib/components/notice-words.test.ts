import { MARKETS } from 'sync/protocol';
import { beforeAll, describe, expect, it } from 'vitest';
import { createI18n, type I18n } from '$lib/i18n/i18n';
import { loadMessages } from '$lib/i18n/load-messages';
import { marketOf } from '$lib/i18n/market';
import { noticeWords } from './notice-words';

let english: I18n;
let german: I18n;

beforeAll(async () => {
  english = createI18n(marketOf('/'), await loadMessages('en'));
  german = createI18n(marketOf('/de'), await loadMessages('de'));
});

describe('noticeWords', () => {
  it('tells both numbers of a lowered line', () => {
    const notice = { kind: 'lowered', data: { variantId: 'v', title: 'Enamel mug', wanted: 1200, got: 3 } };
    expect(noticeWords(notice, english)).toEqual({
      title: 'Enamel mug: fewer than you wanted',
      text: 'You asked for 1,200, only 3 in stock. We changed it to 3.',
      tone: 'warm',
    });
    expect(noticeWords(notice, german).text).toContain('1.200');
  });

  it('says so when nothing is left', () => {
    const { title } = noticeWords(
      { kind: 'lowered', data: { variantId: 'v', title: 'Mug', wanted: 2, got: 0 } },
      english,
    );
    expect(title).toBe('Mug is sold out');
  });

  it('counts what left the cart', () => {
    const gone = (quantity: number) =>
      noticeWords({ kind: 'gone', data: { variantId: 'v', title: 'Mug', quantity } }, english).text;
    expect(gone(1)).toBe('It left your cart.');
    expect(gone(4)).toBe('4 pieces left your cart.');
    expect(noticeWords({ kind: 'gone', data: { variantId: 'v', title: '', quantity: 1 } }, english)).toMatchObject({
      title: 'A product is no longer sold',
      text: 'It left your cart.',
    });
  });

  it('names the code of a refused change and the lines of a restored cart', () => {
    expect(noticeWords({ kind: 'rejected', data: { code: 'invalid_quantity' } }, english).text).toContain(
      'invalid_quantity',
    );
    expect(noticeWords({ kind: 'restored', data: { lines: 2 } }, english)).toMatchObject({
      tone: 'calm',
      text: expect.stringContaining('2 products'),
    });
  });

  it('asks to check what nobody can decide', () => {
    const asked = (title: string | null) => noticeWords({ kind: 'review', data: { intent: {}, title } }, english).title;
    expect(asked('Mug')).toBe('Please check Mug');
    expect(asked(null)).toBe('Please check your cart');
  });

  it('shows a kind it does not know, and a known kind with odd data, as a plain message', () => {
    const plain = english.t.notices.unknown;
    for (const notice of [
      { kind: 'merged', data: {} },
      { kind: 'toString', data: {} },
      { kind: 'lowered', data: { title: 'Mug', wanted: '2', got: 1 } },
      { kind: 'gone', data: {} },
      { kind: 'restored', data: { lines: Number.NaN } },
      { kind: 'expired', data: { lines: 2 } },
      { kind: 'price', data: { title: 'Mug', from: 1, to: 2, currency: 'coins' } },
    ])
      expect(noticeWords(notice, english).title).toBe(plain);
  });

  it('says why a form came back, and what was written in it', () => {
    const intent = { kind: 'review.write', args: { productId: 'p', rating: 4, title: 'Good', text: '<b>Boils</b>' } };
    const data = { code: 'not_bought', intent, product: { handle: 'kettle', title: 'Kettle' } };
    expect(noticeWords({ kind: 'form_refused', data }, english)).toEqual({
      title: 'Your review of Kettle came back',
      text: `${english.t.notices.reasons.not_bought} “Good – <b>Boils</b>”`,
      tone: 'warm',
    });
    const message = { kind: 'contact.send', args: { message: 'Hello' } };
    const odd = noticeWords({ kind: 'form_refused', data: { code: 'of a newer shop', intent: message } }, english);
    expect(odd).toMatchObject({ title: 'Your message came back', text: 'Something in it could not be used. “Hello”' });
    expect(noticeWords({ kind: 'form_refused', data: {} }, english).title).toBe(english.t.notices.unknown);
  });

  it('tells the old and the new price as this market writes money', () => {
    const notice = {
      kind: 'price',
      data: { variantId: 'v', title: 'Mug', from: 12.5, to: 1400, currency: 'eur' },
    };
    expect(noticeWords(notice, english)).toEqual({
      title: 'Mug: the price has changed',
      text: 'It was €12.50 when you last saw it and is €1,400.00 now.',
      tone: 'warm',
    });
    expect(noticeWords(notice, german).text).toContain('1.400,00\u00a0€');
    const fallen = { ...notice, data: { ...notice.data, to: 11 } };
    expect(noticeWords(fallen, english).tone).toBe('calm');
  });

  it('counts the lines of carts that were merged or put away', () => {
    const lines = [
      { variantId: 'a', title: 'Mug', quantity: 1, from: 1, to: 2 },
      { variantId: 'b', title: 'Pan', quantity: 2, from: 1, to: 2 },
    ];
    expect(noticeWords({ kind: 'merged', data: { lines } }, english).text).toContain('2 products');
    expect(noticeWords({ kind: 'expired', data: { lines: lines.slice(1) } }, english).text).toContain('1 product was');
  });

  it('counts what a restored shop has lost, and says of which list', () => {
    const lines = [{ variantId: 'a', title: 'Mug', from: 3, to: 1 }];
    const words = (lane: string) => noticeWords({ kind: 'rolled_back', data: { lane, lines } }, english);
    expect(words('cart')).toMatchObject({ title: 'Part of your cart is missing', tone: 'warm' });
    expect(words('cart').text).toContain('1 product is gone');
    expect(words('wishlist').title).toBe('Part of your wishlist is missing');
    expect(noticeWords({ kind: 'rolled_back', data: { lines: 'x' } }, english).title).toBe(english.t.notices.unknown);
  });

  it('has words in the language of every market', async () => {
    for (const market of MARKETS) {
      const i18n = createI18n(market, await loadMessages(market.language));
      const counted = ['lowered', 'gone', 'rejected', 'promo_refused', 'cart_completed', 'moved', 'restored', 'review'];
      for (const kind of [...counted, 'price', 'unheard-of']) {
        const { title, text } = noticeWords(
          {
            kind,
            data: {
              title: 'Mug',
              wanted: 3,
              got: 1,
              quantity: 2,
              code: 'x',
              lines: 2,
              from: 1,
              to: 2,
              currency: 'eur',
            },
          },
          i18n,
        );
        expect(title).not.toBe('');
        expect(text).not.toMatch(/undefined|NaN|#/);
      }
    }
  });
});
