import { describe, expect, it } from 'vitest';
import { loadSearchWords } from '../search/load-words';
import { loadMessages } from './load-messages';
import { pluralIn } from './plural';

/** Every text a language can say, with counts that need different forms of it. */
function textsOf(messages: unknown): string[] {
  if (typeof messages === 'string') return [messages];
  if (typeof messages === 'function') return [0, 1, 2, 3, 11, 100].map((count) => String(messages(count, count)));
  return Object.values(messages as object).flatMap(textsOf);
}

describe('messages', () => {
  it.each(['en', 'de', 'ar'])('%s says something everywhere', async (language) => {
    const texts = textsOf([await loadMessages(language), await loadSearchWords(language)]);
    expect(texts.length).toBeGreaterThan(150);
    for (const text of texts) {
      expect(text.trim()).not.toBe('');
      expect(text).not.toMatch(/#|undefined/);
    }
  });

  it('belong to the language, not to the country', async () => {
    expect(await loadMessages('en-GB')).toBe(await loadMessages('en'));
    expect((await loadMessages('de')).header.cart).toBe('Warenkorb');
    expect((await loadMessages('ar')).header.cart).toBe('السلة');
  });

  it('fall back to English', async () => {
    expect(await loadMessages('fr')).toBe(await loadMessages('en'));
  });
});

describe('pluralIn', () => {
  it('uses the forms a language has', () => {
    const arabic = pluralIn('ar');
    const forms = { zero: 'z', one: 'o', two: 't', few: 'f', many: 'm', other: 'x' };
    expect([0, 1, 2, 3, 11, 100].map((count) => arabic(count, forms)).join('')).toBe('zotfmx');
  });

  it('falls back to the form every language has, and writes the count its way', () => {
    expect(pluralIn('en')(1, { other: '# left' })).toBe('1 left');
    expect(pluralIn('de')(1234, { one: 'eins', other: '# da' })).toBe('1.234 da');
  });

  it.each(['en', 'de', 'ar'])('%s has the rules of Intl', (language) => {
    const rules = new Intl.PluralRules(language);
    const forms = { zero: 'zero', one: 'one', two: 'two', few: 'few', many: 'many', other: 'other' };
    const plural = pluralIn(language);
    for (const count of [...Array(1200).keys(), 0.5, 1.5, 4.5, 10_003, 1_000_000])
      expect([count, plural(count, forms)]).toEqual([count, rules.select(count)]);
  });

  it('knows no language it was not told of', () => expect(() => pluralIn('fr')).toThrow('plural rule'));
});
