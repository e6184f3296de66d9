import {
  createProductsWorkflow,
  createProductVariantsWorkflow,
  setProductProductOptionsWorkflow,
  updateProductsWorkflow,
  updateProductVariantsWorkflow,
} from '@medusajs/medusa/core-flows';
import type {
  CreateProductVariantWorkflowInputDTO,
  CreateProductWorkflowInputDTO,
  MedusaContainer,
  UpdateProductVariantWorkflowInputDTO,
} from '@medusajs/framework/types';
import type { PlannedProduct, PlannedVariant } from '../file/plan';
import { findVariant, type ExistingProduct } from './existing';
import type { Labels } from './labels';
import { readBasePrices, withBasePrice } from './base-prices';
import type { ProductPictures } from './product-pictures';
import type { Shop } from './shop';

export type ToWrite = { product: PlannedProduct; pictures: ProductPictures };

export async function createProducts(
  container: MedusaContainer,
  shop: Shop,
  labels: Labels,
  batch: ToWrite[],
): Promise<void> {
  const products = batch.map(({ product, pictures }): CreateProductWorkflowInputDTO => {
    return {
      ...productFields(product, labels),
      handle: product.handle,
      ...(pictures.images.length > 0 && { images: pictures.images, thumbnail: pictures.images[0]?.url ?? null }),
      metadata: metadataOf(product),
      options: product.options,
      sales_channels: [{ id: shop.salesChannelId }],
      shipping_profile_id: shop.shippingProfileId,
      variants: product.variants.map((variant, rank) => newVariant(variant, rank, shop, pictures)),
    };
  });
  await createProductsWorkflow(container).run({ input: { products } });
}

/** Writes what the file says over what the shop has. Variants that the file lacks stay. */
export async function updateProduct(
  container: MedusaContainer,
  shop: Shop,
  labels: Labels,
  { product, pictures, existing }: ToWrite & { existing: ExistingProduct },
): Promise<void> {
  await addOptionValues(container, product, existing);
  await updateProductsWorkflow(container).run({
    input: {
      products: [
        {
          id: existing.id,
          ...productFields(product, labels),
          metadata: metadataOf(product),
          images: pictures.images,
          ...(pictures.images.length > 0 && { thumbnail: pictures.images[0]?.url ?? null }),
          sales_channels: [{ id: shop.salesChannelId }],
          shipping_profile_id: shop.shippingProfileId,
        },
      ],
    },
  });
  const matched = product.variants.map((variant, rank) => ({ variant, rank, found: findVariant(existing, variant) }));
  const basePrices = await readBasePrices(container, existing);
  const toUpdate = matched.flatMap(({ variant, rank, found }): UpdateProductVariantWorkflowInputDTO[] =>
    found
      ? [
          {
            id: found.id,
            ...variantFields(variant, rank, pictures),
            prices: withBasePrice(
              basePrices.get(found.price_set?.id ?? '') ?? [],
              shop.currency,
              originalPrice(variant),
            ),
          },
        ]
      : [],
  );
  if (toUpdate.length > 0)
    await updateProductVariantsWorkflow(container).run({ input: { product_variants: toUpdate } });
  const toCreate = matched.flatMap(({ variant, rank, found }) =>
    found ? [] : [{ ...newVariant(variant, rank, shop, pictures), product_id: existing.id }],
  );
  if (toCreate.length > 0)
    await createProductVariantsWorkflow(container).run({ input: { product_variants: toCreate } });
}

function productFields(product: PlannedProduct, { tagIds, typeIds }: Labels) {
  return {
    title: product.title,
    description: product.description,
    status: product.isPublished ? ('published' as const) : ('draft' as const),
    type_id: product.type === null ? null : (typeIds.get(product.type) ?? null),
    tag_ids: product.tags.flatMap((tag) => tagIds.get(tag) ?? []),
  };
}

/** An empty value takes back what an earlier file said. */
const metadataOf = ({ vendor, seoTitle, seoDescription }: PlannedProduct): Record<string, unknown> => ({
  vendor: vendor ?? '',
  seoTitle: seoTitle ?? '',
  seoDescription: seoDescription ?? '',
});

function variantFields(variant: PlannedVariant, rank: number, { urlBySource }: ProductPictures) {
  const thumbnail = variant.image === null ? undefined : urlBySource.get(variant.image);
  return {
    title: variant.title,
    options: variant.options,
    sku: variant.sku,
    barcode: variant.barcode,
    manage_inventory: variant.isManaged,
    allow_backorder: variant.allowsBackorder,
    weight: variant.grams,
    variant_rank: rank,
    ...(thumbnail !== undefined && { thumbnail }),
  };
}

function newVariant(
  variant: PlannedVariant,
  rank: number,
  { currency }: Shop,
  pictures: ProductPictures,
): CreateProductVariantWorkflowInputDTO {
  const prices = [{ currency_code: currency, amount: originalPrice(variant) }];
  return { ...variantFields(variant, rank, pictures), prices };
}

/** The price set holds the price before the reduction; the reduced one is on a price list. */
const originalPrice = ({ price, compareAt }: PlannedVariant): number => compareAt ?? price;

async function addOptionValues(
  container: MedusaContainer,
  product: PlannedProduct,
  existing: ExistingProduct,
): Promise<void> {
  const update = existing.options.flatMap(({ id, title, values }) => {
    const wanted = product.options.find((option) => option.title === title)?.values ?? [];
    const add = wanted.filter((value) => !values.some((known) => known.value === value)).map((value) => ({ value }));
    return add.length > 0 ? [{ product_option_id: id, add }] : [];
  });
  if (update.length === 0) return;
  await setProductProductOptionsWorkflow(container).run({ input: { product_id: existing.id, update } });
}
