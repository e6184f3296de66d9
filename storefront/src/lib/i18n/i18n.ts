import { createContext } from 'svelte';
import type { Market, MarketRegion } from 'sync/protocol';
import { formatAmount, formatMoney } from '../format/money';
import { formatNumber, formatPercent, formatRange, formatReduction } from '../format/number';
import { localizePath, regionOf } from './market';
import type { Messages } from './messages/en';

/** Everything that depends on the market: words, addresses, money. It stays the same until the page is loaded anew. */
export type I18n = {
  t: Messages;
  market: Market;
  region: MarketRegion;
  /** A path of the shop as this market writes it. */
  href(path: string): string;
  /** Amount in the currency of the region, or in another one where a cart says so. */
  money(amount: number, currency?: string): string;
  /** The same for a threshold: without cents where it has none. */
  amount(amount: number): string;
  number(value: number): string;
  range(least: number, most: number): string;
  percent(share: number): string;
  reduction(compareAt: number | null, price: number | null): string | null;
};

export function createI18n(market: Market, t: Messages): I18n {
  const region = regionOf(market);
  const { language } = market;
  return {
    t,
    market,
    region,
    href: (path) => localizePath(market, path),
    money: (amount, currency = region.currency) => formatMoney(amount, { language, currency }),
    amount: (amount) => formatAmount(amount, { language, currency: region.currency }),
    number: (value) => formatNumber(value, language),
    range: (least, most) => formatRange(least, most, language),
    percent: (share) => formatPercent(share, language),
    reduction: (compareAt, price) => formatReduction(compareAt, price, language),
  };
}

export const [getI18n, setI18n] = createContext<I18n>();
