import type { MedusaContainer } from '@medusajs/framework/types';
import { ContainerRegistrationKeys, Modules } from '@medusajs/framework/utils';
import { createStep, StepResponse } from '@medusajs/framework/workflows-sdk';
import { CATALOG_FEED } from '../../../modules/catalog-feed';
import type { BuiltCatalog, ClaimedChanges } from '../../../modules/catalog-feed/types';
import { readCategories } from '../facts/categories';
import { readPrices } from '../facts/prices';
import { readProducts } from '../facts/products';
import { readRegions } from '../facts/regions';
import { readTaxonomies } from '../facts/taxonomy';
import { toDocument } from '../facts/to-document';
import { readLexicons, translateProduct } from '../facts/translations';
import { reasonOf } from '../reason-of';

const PRODUCTS_PER_TRANSACTION = 200;

/** Builds the documents of every product that is waiting. Needs no compensation: it only follows what is committed. */
export const rebuildDocumentsStep = createStep('rebuild-catalog-documents', async (_: void, { container }) => {
  const feed = container.resolve(CATALOG_FEED);
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER);
  let products = 0;
  for (;;) {
    const result = await feed.rebuildPending(PRODUCTS_PER_TRANSACTION, (claimed) => build(container, claimed));
    if (result.kind !== 'rebuilt') return new StepResponse({ products });
    for (const { productId, region, reason } of result.failed) {
      logger.error(`Catalog feed: no valid document for ${productId} in ${region}, the last one is kept: ${reason}`);
    }
    products += result.products;
  }
});

async function build(container: MedusaContainer, claimed: ClaimedChanges): Promise<BuiltCatalog> {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION);
  const pricing = container.resolve(Modules.PRICING);
  const [regions, categories, products] = await Promise.all([
    readRegions(knex),
    readCategories(knex),
    readProducts(knex, claimed.productIds),
  ]);
  const languages = [...new Set(regions.flatMap(({ language }) => language ?? []))];
  const lexicons = await readLexicons(knex, languages, { products, shelves: claimed.taxonomyChanged });
  const priceSetIds = products.flatMap(({ variants }) => variants.flatMap(({ priceSetId }) => priceSetId ?? []));
  const built: BuiltCatalog = {
    regions,
    documents: [],
    failed: [],
    taxonomies: claimed.taxonomyChanged ? await readTaxonomies(knex, regions, categories, lexicons) : null,
  };
  const pricesByRegion = new Map<string, Awaited<ReturnType<typeof readPrices>>>();
  for (const region of regions) {
    const { regionId, language } = region;
    const prices = pricesByRegion.get(regionId) ?? (await readPrices(pricing, region, priceSetIds));
    pricesByRegion.set(regionId, prices);
    const lexicon = language === null ? undefined : lexicons.get(language);
    for (const product of products) {
      try {
        const said = lexicon ? translateProduct(product, lexicon) : product;
        built.documents.push({ region: region.slug, product: toDocument(said, { prices, categories }) });
      } catch (error) {
        // One product with impossible data must not stop the feed of all others.
        built.failed.push({ productId: product.id, region: region.slug, reason: reasonOf(error) });
      }
    }
  }
  return built;
}
