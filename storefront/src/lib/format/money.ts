export type MoneyOptions = { language: string; currency: string };

const formatters = new Map<string, Intl.NumberFormat>();

/** `12.5` → `€12.50`, `12,50 €`; amounts are in the major unit, as the catalog and Medusa store them. */
export function formatMoney(amount: number, { language, currency }: MoneyOptions): string {
  return formatterOf(language, currency).format(amount);
}

/** Kept per language and currency: making a formatter costs more than formatting a whole list with it. */
function formatterOf(language: string, currency: string): Intl.NumberFormat {
  const key = `${language} ${currency}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new Intl.NumberFormat(language, { style: 'currency', currency: currency.toUpperCase() });
    formatters.set(key, formatter);
  }
  return formatter;
}
