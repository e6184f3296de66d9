import { catalogOf, MARKETS, REGIONS, type Market, type MarketRegion } from 'sync/protocol';

const DEFAULT_MARKET = MARKETS.find((market) => market.prefix === '')!;

/** The market an address belongs to. Anything that is no market prefix belongs to the default one. */
export function marketOf(pathname: string): Market {
  const first = pathname.split('/', 2)[1];
  return MARKETS.find((market) => market.prefix !== '' && market.prefix === first) ?? DEFAULT_MARKET;
}

/**
 * The address without its market: `/de/p/mug` → `/p/mug`, `/de` → `/`. It starts with one slash whatever came in: with two,
 * a link made from it would lead to another site.
 */
export function stripMarket(pathname: string): string {
  const { prefix } = marketOf(pathname);
  const path = prefix ? pathname.slice(prefix.length + 1) : pathname;
  return `/${path.replace(/^[/\\]+/, '')}`;
}

/** The same page in a market: `/p/mug` → `/de/p/mug`. Takes a path without a market, keeps query and fragment. */
export function localizePath({ prefix }: Market, path: string): string {
  if (!prefix) return path;
  return path === '/' ? `/${prefix}` : /^\/[?#]/.test(path) ? `/${prefix}${path.slice(1)}` : `/${prefix}${path}`;
}

/**
 * The page of this address in another market. What was looked for and chosen comes along; the number of a page does not, because
 * lists differ, and a price only where it is in the same currency.
 */
export function addressIn(target: Market, { pathname, search }: Pick<URL, 'pathname' | 'search'>): string {
  const query = new URLSearchParams(search);
  query.delete('page');
  const isSameCurrency = regionOf(target).currency === regionOf(marketOf(pathname)).currency;
  if (!isSameCurrency) for (const name of PRICES) query.delete(name);
  return localizePath(target, stripMarket(pathname)) + (query.size > 0 ? `?${query}` : '');
}

const PRICES = ['price', 'price-from', 'price-to'];

/** Key of the market's catalog in addresses and databases: its region in its language. */
export const catalogKey = (market: Market): string => catalogOf(market).slug;

export function regionOf({ region }: Market): MarketRegion {
  const found = REGIONS.find(({ slug }) => slug === region);
  if (!found) throw new Error(`Market of the unknown region ${region}: add it to REGIONS`);
  return found;
}
