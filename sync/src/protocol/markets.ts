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
  /** The seed makes the ways of delivery of it; pages and the device tell of them, with or without a signal. */
  delivery: Delivery;
};

/** Prices in the currency of the region, as shoppers pay them; how many working days a parcel takes, at least and at most. */
export type Delivery = {
  standard: { price: number; days: readonly [number, number] };
  express: { price: number; days: readonly [number, number] };
  /** From this worth of things on standard delivery is free. */
  freeFrom: number;
};

export const REGIONS: readonly MarketRegion[] = [
  {
    slug: 'eu',
    name: 'European Union',
    currency: 'eur',
    countries: ['de', 'at', 'nl', 'fr', 'ie'],
    pricesIncludeTax: true,
    taxRates: { de: 19, at: 20, nl: 21, fr: 20, ie: 23 },
    delivery: { standard: { price: 4.9, days: [2, 4] }, express: { price: 12.9, days: [1, 2] }, freeFrom: 80 },
  },
  {
    slug: 'us',
    name: 'United States',
    currency: 'usd',
    countries: ['us'],
    pricesIncludeTax: false,
    taxRates: { us: 0 },
    delivery: { standard: { price: 6, days: [5, 8] }, express: { price: 18, days: [2, 3] }, freeFrom: 90 },
  },
  {
    slug: 'gb',
    name: 'United Kingdom',
    currency: 'gbp',
    countries: ['gb'],
    pricesIncludeTax: true,
    taxRates: { gb: 20 },
    delivery: { standard: { price: 3.95, days: [3, 5] }, express: { price: 9.95, days: [1, 2] }, freeFrom: 70 },
  },
];

export const MARKETS: readonly Market[] = [
  { prefix: '', language: 'en', dir: 'ltr', region: 'eu', label: 'English (EU, €)' },
  { prefix: 'de', language: 'de', dir: 'ltr', region: 'eu', label: 'Deutsch (EU, €)' },
  { prefix: 'us', language: 'en-US', dir: 'ltr', region: 'us', label: 'English (US, $)' },
  { prefix: 'gb', language: 'en-GB', dir: 'ltr', region: 'gb', label: 'English (UK, £)' },
  { prefix: 'ar', language: 'ar', dir: 'rtl', region: 'eu', label: 'العربية (€)' },
];

/** The merchant's own words. They stand where a translation is missing. */
export const DEFAULT_LANGUAGE = 'en';

/** A catalog is what one region sells in one language; `slug` is its key in catalog addresses. */
export type CatalogPlace = {
  slug: string;
  region: string;
  /** Null: the merchant's own words. */
  language: string | null;
};

/** `eu` has the merchant's words, `eu-de` the same products and prices in German. English of any country is one. */
export function catalogOf({ region, language }: Pick<Market, 'region' | 'language'>): CatalogPlace {
  const [primary = DEFAULT_LANGUAGE] = language.split('-');
  if (primary === DEFAULT_LANGUAGE) return { slug: region, region, language: null };
  return { slug: `${region}-${primary}`, region, language: primary };
}

/** The region of a catalog's key; a key that no market has is a region's own. */
export const regionOfCatalog = (slug: string): string => CATALOGS.find((place) => place.slug === slug)?.region ?? slug;

/** Every catalog that a market needs, once. */
export const CATALOGS: readonly CatalogPlace[] = [
  ...new Map(MARKETS.map(catalogOf).map((place) => [place.slug, place])).values(),
];
