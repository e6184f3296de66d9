import { describe, expect, it } from 'vitest';
import { patterns } from 'virtual:number-patterns';
import { MARKETS, REGIONS } from 'sync/protocol';
import { formatDate } from './date';
import { formatAmount, formatMoney } from './money';
import { formatNumber, formatRange, formatReduction } from './number';
import { optionsOf } from './number-kind';
import { writeNumber } from './number-pattern';

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ').replace(/[\u200e\u200f\u061c]/g, '');

describe('formatMoney', () => {
  it('follows the language, not the currency', () => {
    expect(formatMoney(1234.5, { language: 'en', currency: 'eur' })).toBe('€1,234.50');
    expect(plain(formatMoney(1234.5, { language: 'de', currency: 'eur' }))).toBe('1.234,50 €');
    expect(formatMoney(9, { language: 'en-US', currency: 'usd' })).toBe('$9.00');
    expect(formatMoney(0.1, { language: 'en-GB', currency: 'gbp' })).toBe('£0.10');
  });

  it('keeps the currencies of two markets apart', () => {
    expect(formatMoney(1, { language: 'en', currency: 'usd' })).not.toBe(
      formatMoney(1, { language: 'en', currency: 'eur' }),
    );
  });

  it('takes no decimals where a currency has none', () => {
    expect(formatMoney(500, { language: 'en', currency: 'jpy' })).toBe('¥500');
  });
});

describe('formatReduction', () => {
  it('rounds to whole percent', () => {
    expect(formatReduction(20, 15, 'en')).toBe('-25%');
    expect(plain(formatReduction(60, 40, 'de') ?? '')).toBe('-33 %');
  });

  it('says nothing when nothing got cheaper', () => {
    expect(formatReduction(null, 5, 'en')).toBeNull();
    expect(formatReduction(20, null, 'en')).toBeNull();
    expect(formatReduction(20, 20, 'en')).toBeNull();
    expect(formatReduction(20, 25, 'en')).toBeNull();
    expect(formatReduction(1000, 999, 'en')).toBeNull();
  });
});

it('numbers and dates follow the language', () => {
  expect(formatNumber(12345, 'de')).toBe('12.345');
  expect(formatDate(1_700_000_000, 'en-GB')).toBe('14 November 2023');
});

it('a threshold goes without cents it does not have', () => {
  expect(formatAmount(50, { language: 'en', currency: 'eur' })).toBe('€50');
  expect(plain(formatAmount(49.9, { language: 'de', currency: 'eur' }))).toBe('49,90 €');
});

describe.each(MARKETS)('patterns of $label', ({ language, region }) => {
  const { currency } = REGIONS.find(({ slug }) => slug === region)!;
  const kinds = ['number', 'percent', `money ${currency}`, `amount ${currency}`] as const;

  it.each(kinds)('write every number that Intl writes: %s', (kind) => {
    const intl = new Intl.NumberFormat(language, optionsOf(kind));
    const pattern = patterns[language]?.kinds[kind];
    expect(pattern).toBeDefined();
    for (const value of numbers()) expect(writeNumber(value, pattern!)).toBe(intl.format(value));
  });

  it('leave to Intl what is no number, or beyond being exact', () => {
    const pattern = patterns[language]!.kinds['number']!;
    for (const value of [Number.NaN, Infinity, 1e21, 1e-7, 2 ** 53])
      expect(writeNumber(value, pattern)).toBeUndefined();
    expect(formatNumber(1e21, language)).toBe(new Intl.NumberFormat(language).format(1e21));
  });

  it('write ranges and days as Intl does', () => {
    const intl = new Intl.NumberFormat(language);
    for (const [least, most] of [
      [2, 4],
      [9, 1200],
      [3, 3],
    ] as const)
      expect(formatRange(least, most, language)).toBe(intl.formatRange(least, most));
    const dates = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
    for (let day = 0; day < 800; day += 7)
      expect(formatDate(day * 86_400 + 1_700_000_000, language)).toBe(
        dates.format((day * 86_400 + 1_700_000_000) * 1000),
      );
  });
});

/** Prices, counts, shares, ties of rounding, both signs. */
function numbers(): number[] {
  const whole = [0, 1, 9, 10, 99, 100, 999, 1000, 1001, 9999, 10_000, 123_456, 1_000_000, 987_654_321];
  const fractions = [
    0.1, 0.25, 0.005, 0.015, 0.145, 1.005, 2.675, 4.35, 19.99, 0.999, 0.9995, 99.995, 1234.5678, 0.07, 0.29,
  ];
  const cents = Array.from({ length: 1500 }, (_, step) => (step * 7919) / 100);
  return [...whole, ...fractions, ...cents].flatMap((value) => [value, -value]);
}
