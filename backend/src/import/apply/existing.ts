import { z } from '@medusajs/framework/zod';
import type { MedusaContainer } from '@medusajs/framework/types';
import { ContainerRegistrationKeys } from '@medusajs/framework/utils';
import type { PlannedVariant } from '../file/plan';

const metadataSchema = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((metadata) => metadata ?? {});
const levelSchema = z.object({ location_id: z.string(), stocked_quantity: z.coerce.number() });
const productSchema = z.object({
  id: z.string(),
  handle: z.string(),
  metadata: metadataSchema,
  thumbnail: z.string().nullish(),
  images: z.array(z.object({ id: z.string(), url: z.string(), rank: z.number(), metadata: metadataSchema })),
  options: z.array(z.object({ id: z.string(), title: z.string(), values: z.array(z.object({ value: z.string() })) })),
  variants: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      sku: z.string().nullish(),
      options: z.array(z.object({ value: z.string(), option: z.object({ title: z.string() }) })),
      price_set: z.object({ id: z.string() }).nullish(),
      inventory_items: z
        .array(
          z.object({
            inventory_item_id: z.string(),
            inventory: z.object({ location_levels: z.array(levelSchema).nullish() }).nullish(),
          }),
        )
        .nullish(),
    }),
  ),
});

export type ExistingProduct = z.infer<typeof productSchema>;
export type ExistingVariant = ExistingProduct['variants'][number];

const FIELDS = [
  'id',
  'handle',
  'metadata',
  'thumbnail',
  'images.*',
  'options.*',
  'options.values.*',
  'variants.id',
  'variants.title',
  'variants.sku',
  'variants.options.value',
  'variants.options.option.title',
  'variants.price_set.id',
  'variants.inventory_items.inventory_item_id',
  'variants.inventory_items.inventory.location_levels.*',
];

/** What the shop has under these handles. */
export async function readExisting(
  container: MedusaContainer,
  handles: string[],
): Promise<Map<string, ExistingProduct>> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({ entity: 'product', fields: FIELDS, filters: { handle: handles } });
  const products = z.array(productSchema).parse(data);
  for (const { images } of products) images.sort((a, b) => a.rank - b.rank);
  return new Map(products.map((product) => [product.handle, product]));
}

/** A variant is the same by its option values, or by its SKU when a value was renamed. */
export function findVariant(product: ExistingProduct, planned: PlannedVariant): ExistingVariant | undefined {
  const wanted = Object.entries(planned.options);
  const hasOptions = ({ options }: ExistingVariant) =>
    options.length === wanted.length &&
    wanted.every(([title, value]) => options.some((option) => option.option.title === title && option.value === value));
  return (
    product.variants.find(hasOptions) ?? product.variants.find(({ sku }) => planned.sku !== null && sku === planned.sku)
  );
}
