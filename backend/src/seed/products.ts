import type { MedusaContainer } from '@medusajs/framework/types';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ContainerRegistrationKeys, Modules, ProductStatus } from '@medusajs/framework/utils';
import { z } from '@medusajs/framework/zod';
import { createInventoryLevelsWorkflow, createProductsWorkflow } from '@medusajs/medusa/core-flows';
import { REGIONS } from 'sync/protocol';
import { measurePicture } from '../pictures/measure-picture';
import type { StoreFacts } from '../store-facts';
import type { Prices } from './catalog/types';
import type { PlannedProduct } from './plan-product';
import type { Outcome } from './progress';

const ALL = { take: null };
/** So many products go through one workflow run. */
const BATCH = 20;

/** `uploads`: where the pictures lie, which have been drawn before. */
type SeedPlace = { store: StoreFacts; urlOf: (key: string) => string; uploads: string };

/** Creates the products whose handle is not there yet; what a merchant has changed since stays as it is. */
export async function ensureProducts(
  container: MedusaContainer,
  plans: readonly PlannedProduct[],
  { store, urlOf, uploads, batch = BATCH }: SeedPlace & { batch?: number },
  detail: (text: string) => void,
): Promise<Outcome> {
  const products = container.resolve(Modules.PRODUCT);
  const handles = plans.map(({ product }) => product.handle);
  const known = await products.listProducts({ handle: handles }, { ...ALL, select: ['id', 'handle'] });
  const missing = plans.filter(({ product }) => !known.some(({ handle }) => handle === product.handle));
  if (missing.length === 0) return { made: 0, kept: plans.length };

  const ids = await readTaxonomyIds(container);
  const blurhashes = new Map<string, string>();
  for (let at = 0; at < missing.length; at += batch) {
    const next = missing.slice(at, at + batch);
    await blurFirstPictures(next, uploads, blurhashes);
    await createProductsWorkflow(container).run({
      input: { products: next.map((plan) => toInput(plan, { store, urlOf, ids, blurhashes })) },
    });
    detail(`${Math.min(at + batch, missing.length)} of ${missing.length}`);
  }
  return { made: missing.length, kept: known.length };
}

/** Only of those that lists show: the blur of no other is sent to anybody. Large shops borrow their pictures, so each is read once. */
async function blurFirstPictures(plans: PlannedProduct[], uploads: string, known: Map<string, string>): Promise<void> {
  for (const { images } of plans) {
    const key = images[0]?.key;
    if (key === undefined || known.has(key)) continue;
    const measured = await measurePicture(await readFile(path.join(uploads, key)));
    if (measured) known.set(key, measured.blurhash);
  }
}

type TaxonomyIds = Record<'categories' | 'collections' | 'tags', Map<string, string>>;

async function readTaxonomyIds(container: MedusaContainer): Promise<TaxonomyIds> {
  const products = container.resolve(Modules.PRODUCT);
  const [categories, collections, tags] = await Promise.all([
    products.listProductCategories({}, ALL),
    products.listProductCollections({}, ALL),
    products.listProductTags({}, ALL),
  ]);
  return {
    categories: new Map(categories.map(({ handle, id }) => [handle, id])),
    collections: new Map(collections.map(({ handle, id }) => [handle, id])),
    tags: new Map(tags.map(({ value, id }) => [value, id])),
  };
}

function toInput(
  { product, options, images, variants }: PlannedProduct,
  {
    store,
    urlOf,
    ids,
    blurhashes,
  }: Omit<SeedPlace, 'uploads'> & { ids: TaxonomyIds; blurhashes: ReadonlyMap<string, string> },
) {
  const category = ids.categories.get(product.category);
  const collection = product.collection && ids.collections.get(product.collection);
  return {
    handle: product.handle,
    title: product.title,
    subtitle: product.subtitle,
    description: product.description,
    status: ProductStatus.PUBLISHED,
    material: product.material,
    weight: product.grams,
    thumbnail: images[0] ? urlOf(images[0].key) : null,
    images: images.map(({ key, width, height, color, alt }) => ({
      url: urlOf(key),
      metadata: { width, height, color, alt, ...(blurhashes.has(key) && { blurhash: blurhashes.get(key) }) },
    })),
    category_ids: category ? [category] : [],
    tag_ids: product.tags.flatMap((tag) => ids.tags.get(tag) ?? []),
    ...(collection ? { collection_id: collection } : {}),
    options,
    sales_channels: [{ id: store.salesChannelId }],
    shipping_profile_id: store.shippingProfileId,
    variants: variants.map((variant, rank) => ({
      title: variant.title,
      // Medusa keeps no other order of variants, and sizes are shown in the order of theirs.
      variant_rank: rank,
      sku: variant.sku,
      options: variant.options,
      weight: product.grams,
      manage_inventory: variant.stock !== null,
      allow_backorder: variant.backorder,
      // While it is on sale the ordinary price is the former one; the sale's price list lowers it.
      prices: toPrices(variant.was ?? variant.prices),
    })),
  };
}

export function toPrices(prices: Prices) {
  return REGIONS.map(({ currency }, index) => ({ currency_code: currency, amount: prices[index] ?? prices[0] }));
}

const tiesSchema = z.array(
  z.object({
    handle: z.string(),
    images: z.array(z.object({ id: z.string(), url: z.string(), variants: z.array(z.object({ id: z.string() })) })),
    variants: z.array(z.object({ id: z.string(), sku: z.string().nullable() })),
  }),
);

/**
 * Ties each variant to the picture of its colour. A product with one picture needs no tie, and a variant without one
 * shows every picture of its product, so the ties that exist are read from the pictures.
 */
export async function ensureVariantImages(
  container: MedusaContainer,
  plans: readonly PlannedProduct[],
): Promise<Outcome> {
  const coloured = plans.filter(({ product }) => product.colours);
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: 'product',
    fields: ['handle', 'images.id', 'images.url', 'images.variants.id', 'variants.id', 'variants.sku'],
    filters: { handle: coloured.map(({ product }) => product.handle) },
  });
  const stored = new Map(tiesSchema.parse(data).map((product) => [product.handle, product]));
  const links: { variant_id: string; image_id: string }[] = [];
  let kept = 0;
  for (const plan of coloured) {
    const { images = [], variants = [] } = stored.get(plan.product.handle) ?? {};
    const tied = new Set(images.flatMap((image) => image.variants.map(({ id }) => id)));
    for (const variant of variants) {
      const key = plan.images[plan.variants.find(({ sku }) => sku === variant.sku)?.image ?? -1]?.key;
      const image = images.find(({ url }) => key && url.endsWith(`/${key}`));
      if (!image) continue;
      if (tied.has(variant.id)) kept++;
      else links.push({ variant_id: variant.id, image_id: image.id });
    }
  }
  if (links.length > 0) await container.resolve(Modules.PRODUCT).addImageToVariant(links);
  return { made: links.length, kept };
}

/** A stock level in the warehouse for each counted variant that has none yet. */
export async function ensureStock(
  container: MedusaContainer,
  plans: readonly PlannedProduct[],
  store: StoreFacts,
): Promise<Outcome> {
  const inventory = container.resolve(Modules.INVENTORY);
  const stockBySku = new Map<string, number>();
  for (const { variants } of plans) {
    for (const { sku, stock } of variants) if (stock !== null) stockBySku.set(sku, stock);
  }
  const items = await inventory.listInventoryItems({ sku: [...stockBySku.keys()] }, ALL);
  const levels = await inventory.listInventoryLevels(
    { inventory_item_id: items.map(({ id }) => id), location_id: [store.locationId] },
    ALL,
  );
  const stocked = new Set(levels.map((level) => level.inventory_item_id));
  const missing = items.filter(({ id }) => !stocked.has(id));
  if (missing.length > 0) {
    await createInventoryLevelsWorkflow(container).run({
      input: {
        inventory_levels: missing.map(({ id, sku }) => ({
          inventory_item_id: id,
          location_id: store.locationId,
          stocked_quantity: stockBySku.get(sku ?? '') ?? 0,
        })),
      },
    });
  }
  return { made: missing.length, kept: stocked.size };
}
