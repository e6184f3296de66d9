import type { MedusaContainer } from '@medusajs/framework/types';
import { ContainerRegistrationKeys, Modules } from '@medusajs/framework/utils';
import { createStep, StepResponse } from '@medusajs/framework/workflows-sdk';
import { CATALOG_FEED } from '../../../modules/catalog-feed';
import { PRODUCT_SEARCH } from '../../../modules/product-search';
import { readMakingSource } from '../catalog-facts';
import { followCatalog, INDEX, type FollowDeps } from '../follow-catalog';
import { reconcileCatalog, type Drift } from '../reconcile-catalog';

export type FollowInput = {
  /** Compares every catalog instead of trusting how far the index says it is. */
  everything: boolean;
};

/** Brings Medusa's search index to where the feed is. Needs no compensation: it only follows what is committed. */
export const followCatalogsStep = createStep('follow-catalogs', async (input: FollowInput, { container }) => {
  const deps = followDeps(container);
  const { productSearch } = deps;
  // Cheap, and enough to leave it to the process that is at it.
  return new StepResponse(await productSearch.alone(() => follow(deps, input)));
});

async function follow(deps: FollowDeps, { everything }: FollowInput): Promise<number> {
  const { feed, search, productSearch, logger } = deps;
  const source = await readMakingSource(productSearch);
  if (!source) return 0;
  const catalogs = await feed.catalogs();
  const followed = await productSearch.followed();
  let changes = 0;
  let isCompared = false;
  for (const catalog of catalogs) {
    const before = followed.get(catalog);
    const result = everything
      ? { kind: 'lost' as const }
      : await followCatalog(deps, catalog, { followed: before, source });
    if (result.kind === 'followed') {
      changes += result.changes;
      continue;
    }
    const drift = await reconcileCatalog(deps, catalog, source);
    isCompared = true;
    if (drift) logger.info(`Search index: ${catalog}: ${inWords(drift)}`);
  }
  // A table that is new, or has got a lot at once.
  if (isCompared) await productSearch.prepareIndex();
  for (const catalog of followed.keys()) {
    if (catalogs.includes(catalog)) continue;
    await search.deleteDocuments({ index: INDEX, filters: { catalog } });
    await productSearch.forgetCatalog(catalog);
  }
  return changes;
}

const inWords = ({ checked, missing, stale, extra }: Drift): string =>
  missing + stale + extra === 0
    ? `${checked} products, all as they are in the catalog`
    : `${checked} products, written: ${missing} missing, ${stale} stale, taken out: ${extra}`;

const followDeps = (container: MedusaContainer): FollowDeps => ({
  feed: container.resolve(CATALOG_FEED),
  search: container.resolve(Modules.SEARCH),
  productSearch: container.resolve(PRODUCT_SEARCH),
  logger: container.resolve(ContainerRegistrationKeys.LOGGER),
});
