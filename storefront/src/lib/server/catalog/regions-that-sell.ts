import type { CatalogReplica } from './replica';

type Regions = ReadonlyMap<string, { replica: Pick<CatalogReplica, 'state'> & { catalog: Catalog | undefined } }>;
type Catalog = { product(handle: string): object | undefined };

/** Slugs of the regions with this product. One whose catalog has not arrived counts as well: most sell everything. */
export function regionsThatSell(regions: Regions, handle: string): string[] {
  return [...regions].flatMap(([slug, { replica }]) => {
    const { state, catalog } = replica;
    if (state === 'absent') return [];
    return !catalog || catalog.product(handle) ? [slug] : [];
  });
}
