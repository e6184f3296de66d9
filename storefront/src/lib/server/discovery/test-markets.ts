import { MARKETS, type CatalogProduct, type Category, type Collection } from 'sync/protocol';
import { RegionCatalog } from '../catalog/region-catalog';
import type { MarketCatalog } from './market-catalogs';

const BAGS: Category = { handle: 'bags', name: 'Bags & more', description: '', parent: null, rank: 0 };
const WARM: Collection = { handle: 'warm & dry', title: 'Warm', description: 'For [cold] days.' };

/** The markets with one catalog for each region; `us` and `gb` have what is said of them, by default the same products. */
export function testMarkets(products: CatalogProduct[], elsewhere: Record<string, CatalogProduct[]> = {}) {
  const catalogs = new Map(
    ['eu', 'us', 'gb'].map((region) => [region, catalogOf(region, elsewhere[region] ?? products)]),
  );
  return MARKETS.flatMap((market): MarketCatalog[] => {
    const catalog = catalogs.get(market.region);
    return catalog ? [{ market, catalog }] : [];
  });
}

export const catalogOf = (region: string, products: CatalogProduct[]): RegionCatalog =>
  new RegionCatalog(
    {
      region,
      currency: region === 'us' ? 'usd' : region === 'gb' ? 'gbp' : 'eur',
      pricesIncludeTax: region !== 'us',
      epoch: 'e',
      cursor: '1',
      taxonomy: { hash: 't', categories: [BAGS], collections: [WARM] },
    },
    products,
  );
