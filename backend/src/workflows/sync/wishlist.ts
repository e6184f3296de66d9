import type { CalculatedPriceSet, MedusaContainer } from '@medusajs/framework/types';
import { ContainerRegistrationKeys, Modules, ProductStatus } from '@medusajs/framework/utils';
import type { CartSnapshot } from 'sync/protocol';
import type { ReplyState } from '../../modules/sync/reply-state';
import { imageKeyOf } from './image-key';
import type { MarketRegion } from './regions';
import { LABEL_FIELDS, variantLabel } from './variant-name';

type Text = string | null | undefined;
type WishedVariant = {
  id: string;
  title?: Text;
  thumbnail?: Text;
  product?: {
    id: string;
    title: string;
    handle?: Text;
    thumbnail?: Text;
    status?: Text;
    variants?: { id: string }[] | null;
  } | null;
  options?: { value?: Text; option?: { title?: Text } | null }[] | null;
  price_set?: { id: string } | null;
};

const FIELDS = [
  ...LABEL_FIELDS,
  'id',
  'thumbnail',
  'product.id',
  'product.title',
  'product.handle',
  'product.thumbnail',
  'product.status',
  'price_set.id',
];

/**
 * A wishlist is not reconciled with anything: what cannot be bought any more stays on it without a price, until the shopper
 * takes it off. Prices are those of one piece in the region that is looked at.
 */
export async function buildWishlist(
  container: MedusaContainer,
  { lines }: Pick<ReplyState, 'lines'>,
  region: MarketRegion & { slug: string },
): Promise<CartSnapshot> {
  const variants = await readVariants(
    container,
    lines.map(({ variantId }) => variantId),
  );
  const prices = await calculatePrices(container, [...variants.values()], region);
  return {
    region: region.slug,
    promotions: [],
    totals: null,
    settled: true,
    lines: lines.map(({ variantId, quantity, rev, wished }) => {
      const variant = variants.get(variantId);
      const worth = wished?.[region.slug];
      const amount = prices.get(variant?.price_set?.id ?? '')?.calculated_amount;
      const isPriced = variant?.product?.status === ProductStatus.PUBLISHED && amount !== null && amount !== undefined;
      return {
        variantId,
        quantity,
        rev,
        productId: variant?.product?.id ?? null,
        productTitle: variant?.product?.title ?? '',
        productHandle: variant?.product?.handle ?? null,
        variantTitle: variant ? variantLabel(variant) : null,
        image: imageKeyOf(variant?.thumbnail ?? variant?.product?.thumbnail ?? null),
        unitPrice: isPriced ? { amount: Number(amount), currency: region.currency } : null,
        total: null,
        ...(worth && {
          wished: {
            price: worth.price === null ? null : { amount: worth.price, currency: region.currency },
            isOut: worth.isOut,
          },
        }),
      };
    }),
  };
}

async function readVariants(container: MedusaContainer, ids: string[]): Promise<Map<string, WishedVariant>> {
  if (ids.length === 0) return new Map();
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({ entity: 'variant', fields: FIELDS, filters: { id: ids } });
  return new Map(data.map((variant: WishedVariant) => [variant.id, variant]));
}

async function calculatePrices(
  container: MedusaContainer,
  variants: readonly WishedVariant[],
  region: MarketRegion,
): Promise<Map<string, CalculatedPriceSet>> {
  const ids = variants.flatMap(({ price_set }) => (price_set ? [price_set.id] : []));
  if (ids.length === 0) return new Map();
  const context = { region_id: region.id, currency_code: region.currency, quantity: 1 };
  const sets = await container.resolve(Modules.PRICING).calculatePrices({ id: ids }, { context });
  return new Map(sets.map((set) => [set.id, set]));
}
