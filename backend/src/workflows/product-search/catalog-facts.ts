import type { Taxonomy } from 'sync/protocol';
import { shelfNames } from 'sync/search/rules';
import type { CatalogHead } from '../../modules/catalog-feed/types';
import type { ProductSearchService } from '../../modules/product-search/service';
import { RECIPE, type CatalogFacts } from '../../modules/product-search/to-index-document';

/** What a catalog's documents are made with besides its products, and `madeWith`, which changes when any of it does. */
export type Making = { facts: CatalogFacts; madeWith: string };

export type MakingSource = { version: number; salesChannelIds: string[] };

export async function readMakingSource(productSearch: ProductSearchService): Promise<MakingSource | null> {
  const version = await productSearch.activeVersion();
  if (version === null) return null;
  return { version, salesChannelIds: await productSearch.salesChannelIds() };
}

export function makingOf(catalog: string, head: CatalogHead, { version, salesChannelIds }: MakingSource): Making {
  return {
    facts: factsOf(catalog, head, salesChannelIds),
    madeWith: madeWithOf(head.taxonomy, { version, salesChannelIds }),
  };
}

export const factsOf = (
  catalog: string,
  { currency, taxonomy }: Pick<CatalogHead, 'currency' | 'taxonomy'>,
  salesChannelIds: string[],
): CatalogFacts => ({ catalog, currency, names: shelfNames(taxonomy), salesChannelIds });

export const madeWithOf = (taxonomy: Taxonomy, { version, salesChannelIds }: MakingSource): string =>
  [`v${version}`, `r${RECIPE}`, taxonomy.hash, ...salesChannelIds].join(' ');
