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
    ])
      expect(noticeWords(notice, english).title).toBe(plain);
  });

  it('has words in the language of every market', async () => {
    for (const market of MARKETS) {
      const i18n = createI18n(market, await loadMessages(market.language));
      for (const kind of ['lowered', 'gone', 'rejected', 'restored', 'review', 'unheard-of']) {
        const { title, text } = noticeWords(
          { kind, data: { title: 'Mug', wanted: 3, got: 1, quantity: 2, code: 'x', lines: 2 } },
          i18n,
        );
        expect(title).not.toBe('');
        expect(text).not.toMatch(/undefined|NaN|#/);
      }
    }
  });
});
