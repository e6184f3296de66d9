export function formatNumber(value: number, language: string): string {
  return new Intl.NumberFormat(language).format(value);
}

/** How much cheaper, as a whole percentage: `20 → 15` gives `−25%`. Null when it is not cheaper by at least one percent. */
export function formatReduction(compareAt: number | null, price: number | null, language: string): string | null {
  if (compareAt === null || price === null || compareAt <= 0) return null;
  const percent = Math.round((1 - price / compareAt) * 100);
  if (percent < 1) return null;
  return new Intl.NumberFormat(language, { style: 'percent' }).format(-percent / 100);
}
