import { REGIONS, MARKETS } from 'sync/protocol';
import { optionsOf, type NumberKind } from './number-kind.ts';
import { writeNumber, type NumberPattern } from './number-pattern.ts';
import { writeDate, type DatePattern } from './date-pattern.ts';

/** How one language writes numbers of the kinds that the shop needs, and what it puts between the two of a range. */
export type NumberPatterns = { kinds: Record<string, NumberPattern>; range: string };

/** Enough to tell a way of writing numbers that a pattern cannot express, such as groups of two. */
const PROBES = [0, 1, 2.5, 9.99, 10, 100, 999, 1000, 1234.5, 12_345.678, 999_999, 1_234_567.891, 0.145, 0.005, 1.005];
const YEAR = 2026;
const MONTHS = Array.from({ length: 12 }, (_, month) => month);

/** By language: patterns that write exactly as `Intl` does. A kind that has none is missing, and left to `Intl`. */
export const readNumberPatterns = (): Record<string, NumberPatterns> => byLanguage(readNumbers);

export const readDatePatterns = (): Record<string, DatePattern> => byLanguage(readDate);

function byLanguage<T>(read: (language: string) => T): Record<string, T> {
  const languages = new Set(MARKETS.map(({ language }) => language));
  return Object.fromEntries([...languages].map((language) => [language, read(language)]));
}

function readNumbers(language: string): NumberPatterns {
  const currencies = MARKETS.filter((market) => market.language === language).map(
    ({ region }) => REGIONS.find(({ slug }) => slug === region)!.currency,
  );
  const kinds: NumberKind[] = [
    'number',
    'percent',
    ...currencies.flatMap((currency) => [`money ${currency}` as const, `amount ${currency}` as const]),
  ];
  const found = kinds.flatMap((kind) => {
    const pattern = readNumber(language, optionsOf(kind));
    return pattern ? [[kind, pattern]] : [];
  });
  return { kinds: Object.fromEntries(found), range: readRange(language) };
}

function readNumber(language: string, options: Intl.NumberFormatOptions): NumberPattern | undefined {
  const format = new Intl.NumberFormat(language, options);
  const { minimumFractionDigits = 0, maximumFractionDigits = 0 } = format.resolvedOptions();
  const parts = new Intl.NumberFormat(language, { minimumFractionDigits: 1 }).formatToParts(1_234_567.5);
  const valueOf = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  const pattern: NumberPattern = {
    digits: digitsOf(language),
    group: valueOf('group'),
    decimal: valueOf('decimal'),
    groupedFrom: format.formatToParts(1234).some(({ type }) => type === 'group') ? 4 : 5,
    least: minimumFractionDigits,
    most: maximumFractionDigits,
    stripsZeros: options.trailingZeroDisplay === 'stripIfInteger',
    isPercent: options.style === 'percent',
    positive: around(format, 1),
    negative: around(format, -1),
  };
  const isExact = PROBES.flatMap((probe) => [probe, -probe]).every(
    (probe) => writeNumber(probe, pattern) === format.format(probe),
  );
  return isExact ? pattern : undefined;
}

function digitsOf(language: string): string {
  const format = new Intl.NumberFormat(language, { useGrouping: false });
  return Array.from({ length: 10 }, (_, digit) => format.format(digit)).join('');
}

function around(format: Intl.NumberFormat, value: 1 | -1): [string, string] {
  const parts = format.formatToParts(value);
  const isNumber = parts.map(({ type }) => type === 'integer' || type === 'decimal' || type === 'fraction');
  const join = (from: number, to?: number) =>
    parts
      .slice(from, to)
      .map((part) => part.value)
      .join('');
  return [join(0, isNumber.indexOf(true)), join(isNumber.lastIndexOf(true) + 1)];
}

/** What stands between two numbers. */
function readRange(language: string): string {
  const parts = new Intl.NumberFormat(language).formatRangeToParts(2, 4);
  return parts
    .filter(({ source }) => source === 'shared')
    .map(({ value }) => value)
    .join('');
}

function readDate(language: string): DatePattern {
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
  const partsOf = (month: number) => format.formatToParts(Date.UTC(YEAR, month, 23));
  const pattern: DatePattern = {
    digits: digitsOf(language),
    months: MONTHS.map((month) => partsOf(month).find(({ type }) => type === 'month')!.value),
    parts: partsOf(0).map(({ type, value }) =>
      type === 'day' || type === 'month' || type === 'year' ? { type } : value,
    ),
  };
  const days = MONTHS.flatMap((month) => [1, 9, 10, 28].map((day) => Date.UTC(YEAR, month, day)));
  if (days.some((day) => writeDate(day, pattern) !== format.format(day)))
    throw new Error(`Dates in ${language} are written in a way that a pattern cannot express: see date-pattern.ts`);
  return pattern;
}
