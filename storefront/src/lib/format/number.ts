import { formatterOf } from './formatter';

export function formatNumber(value: number, language: string): string {
  return formatterOf(language).format(value);
}

/** `0.25` → `25%`. */
export function formatPercent(share: number, language: string): string {
  return formatterOf(language, { style: 'percent' }).format(share);
}

/** How much cheaper, as a whole percentage: `20 → 15` gives `−25%`. Null when it is not cheaper by at least one percent. */
export function formatReduction(compareAt: number | null, price: number | null, language: string): string | null {
  if (compareAt === null || price === null || compareAt <= 0) return null;
  const percent = Math.round((1 - price / compareAt) * 100);
  if (percent < 1) return null;
  return formatPercent(-percent / 100, language);
}

/** "2–4", as the language writes it. */
export const formatRange = (least: number, most: number, language: string): string =>
  formatterOf(language).formatRange(least, most);
