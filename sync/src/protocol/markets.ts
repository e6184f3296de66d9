/** One language in one Medusa region. The default market has no path prefix. */
export type Market = {
  /** First path segment, '' for the default market. */
  prefix: '' | 'de' | 'us' | 'gb' | 'ar';
  /** BCP 47 tag for `lang` and `Intl`. */
  language: string;
  dir: 'ltr' | 'rtl';
  /** Region slug: the key of a region in catalog addresses and sync requests. */
  region: string;
  /** What the switch calls it, in its own language. */
  label: string;
};

/** A Medusa region as the seed makes it; `metadata.slug` of the region carries `slug`. */
export type MarketRegion = {
  slug: string;
  name: string;
  currency: string;
  /** ISO 3166-1 alpha-2. */
  countries: readonly string[];
  pricesIncludeTax: boolean;
  /** Default tax rate in percent by country; the first is used before an address is known. */
  taxRates: Readonly<Record<string, number>>;
};

export const REGIONS: readonly MarketRegion[] = [
  {
    slug: 'eu',
    name: 'European Union',
    currency: 'eur',
    countries: ['de', 'at', 'nl', 'fr', 'ie'],
    pricesIncludeTax: true,
    taxRates: { de: 19, at: 20, nl: 21, fr: 20, ie: 23 },
  },
  {
    slug: 'us',
    name: 'United States',
    currency: 'usd',
    countries: ['us'],
    pricesIncludeTax: false,
    taxRates: { us: 0 },
  },
  {
    slug: 'gb',
    name: 'United Kingdom',
    currency: 'gbp',
    countries: ['gb'],
    pricesIncludeTax: true,
    taxRates: { gb: 20 },
  },
];

export const MARKETS: readonly Market[] = [
  { prefix: '', language: 'en', dir: 'ltr', region: 'eu', label: 'English (EU, €)' },
  { prefix: 'de', language: 'de', dir: 'ltr', region: 'eu', label: 'Deutsch (EU, €)' },
  { prefix: 'us', language: 'en-US', dir: 'ltr', region: 'us', label: 'English (US, $)' },
  { prefix: 'gb', language: 'en-GB', dir: 'ltr', region: 'gb', label: 'English (UK, £)' },
  { prefix: 'ar', language: 'ar', dir: 'rtl', region: 'eu', label: 'العربية (€)' },
];
