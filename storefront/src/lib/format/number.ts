import { patterns } from 'virtual:number-patterns';
import { formatterOf, writeAs } from './formatter';

export function formatNumber(value: number, language: string): string {
  return writeAs('number', value, language);
}

/** `0.25` → `25%`. */
export function formatPercent(share: number, language: string): string {
  return writeAs('percent', share, language);
}

/** How much cheaper, as a whole percentage: `20 → 15` gives `−25%`. Null when it is not cheaper by at least one percent. */
export function formatReduction(compareAt: number | null, price: number | null, language: string): string | null {
  if (compareAt === null || price === null || compareAt <= 0) return null;
  const percent = Math.round((1 - price / compareAt) * 100);
  if (percent < 1) return null;
  return formatPercent(-percent / 100, language);
}

/** "2–4", as the language writes it. */
export function formatRange(least: number, most: number, language: string): string {
  const between = patterns[language]?.range;
  return between !== undefined && least < most
    ? formatNumber(least, language) + between + formatNumber(most, language)
    : formatterOf(language, 'number').formatRange(least, most);
}
