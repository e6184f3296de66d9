import type { MedusaContainer } from '@medusajs/framework/types';
import { ContainerRegistrationKeys, Modules } from '@medusajs/framework/utils';
import type { CatalogProduct } from 'sync/protocol';
import { CATALOG_FEED } from '../../modules/catalog-feed';
import type { WorthByRegion } from '../../modules/sync/worth';

/** What these variants cost now and whether they are there, in every region that sells them, as the shop's pages say it. */
export async function readWorth(container: MedusaContainer, variantIds: string[]): Promise<Map<string, WorthByRegion>> {
  const worthByVariant = new Map<string, WorthByRegion>();
  const productIds = [...new Set((await readProductIds(container, variantIds)).values())];
  if (productIds.length === 0) return worthByVariant;
  const wanted = new Set(variantIds);
  for (const region of await listSlugs(container)) {
    const answer = await container.resolve(CATALOG_FEED).products(region, productIds);
    for (const variant of variantsOf(answer.kind === 'found' ? answer.products : [])) {
      if (!wanted.has(variant.id)) continue;
      const worth = { price: variant.price, isOut: variant.availability === 'out' };
      worthByVariant.set(variant.id, { ...worthByVariant.get(variant.id), [region]: worth });
    }
  }
  return worthByVariant;
}

/** variantId → productId, of those that there are. */
export async function readProductIds(container: MedusaContainer, variantIds: string[]): Promise<Map<string, string>> {
  if (variantIds.length === 0) return new Map();
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const fields = ['id', 'product.id'];
  const { data } = await query.graph({ entity: 'variant', fields, filters: { id: variantIds } });
  return new Map(data.flatMap(({ id, product }) => (product ? [[id, product.id] as const] : [])));
}

async function listSlugs(container: MedusaContainer): Promise<string[]> {
  const regions = await container.resolve(Modules.REGION).listRegions({}, { select: ['id', 'metadata'] });
  return regions.flatMap(({ metadata }) => (typeof metadata?.slug === 'string' ? [metadata.slug] : []));
}

const variantsOf = (products: readonly CatalogProduct[]) => products.flatMap(({ variants }) => variants);
