import { formatterOf } from './formatter';

export type MoneyOptions = { language: string; currency: string };

/** `12.5` → `€12.50`, `12,50 €`; amounts are in the major unit, as the catalog and Medusa store them. */
export function formatMoney(amount: number, { language, currency }: MoneyOptions): string {
  return formatterOf(language, { style: 'currency', currency: currency.toUpperCase() }).format(amount);
}
