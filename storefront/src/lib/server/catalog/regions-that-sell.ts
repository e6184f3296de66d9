import { regionOfCatalog } from 'sync/protocol';
import type { CatalogReplica } from './replica';

type Regions = ReadonlyMap<string, { replica: Pick<CatalogReplica, 'state'> & { catalog: Catalog | undefined } }>;
type Catalog = { product(handle: string): object | undefined };

/**
 * Slugs of the regions with this product, in whatever language. One whose catalog has not arrived counts as well: most sell
 * everything.
 */
export function regionsThatSell(catalogs: Regions, handle: string): string[] {
  const regions = [...catalogs].flatMap(([slug, { replica }]) => {
    const { state, catalog } = replica;
    if (state === 'absent') return [];
    return !catalog || catalog.product(handle) ? [regionOfCatalog(slug)] : [];
  });
  return [...new Set(regions)];
}
