import { describe, expect, it } from 'vitest';
import { formatDate } from './date';
import { formatMoney } from './money';
import { formatNumber, formatReduction } from './number';

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
