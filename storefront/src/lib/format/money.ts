import { writeAs } from './formatter';

export type MoneyOptions = { language: string; currency: string };

/** `12.5` → `€12.50`, `12,50 €`; amounts are in the major unit, as the catalog and Medusa store them. */
export function formatMoney(amount: number, { language, currency }: MoneyOptions): string {
  return writeAs(`money ${currency.toLowerCase()}`, amount, language);
}

/** `50` → `€50`, `50 €`: what is a threshold and no price goes without cents where it has none. */
export function formatAmount(amount: number, { language, currency }: MoneyOptions): string {
  return writeAs(`amount ${currency.toLowerCase()}`, amount, language);
}
