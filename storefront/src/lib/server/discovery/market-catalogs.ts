import { catalogOf, MARKETS, type Market } from 'sync/protocol';
import type { RegionCatalog } from '../catalog/region-catalog';
import type { CatalogReplica } from '../catalog/replica';

export type MarketCatalog = { market: Market; catalog: RegionCatalog };

type Regions = ReadonlyMap<string, { replica: Pick<CatalogReplica, 'catalog' | 'state'> }>;

/**
 * Every market that is sold in, with its catalog. Undefined while one of them has not arrived: what is said about a shop
 * without one of its markets would be taken for the whole.
 */
export function readMarkets(regions: Regions): MarketCatalog[] | undefined {
  const known: MarketCatalog[] = [];
  for (const market of MARKETS) {
    const replica = regions.get(catalogOf(market).slug)?.replica;
    if (!replica || replica.state === 'absent') continue;
    if (!replica.catalog) return undefined;
    known.push({ market, catalog: replica.catalog });
  }
  return known.length > 0 ? known : undefined;
}
