import type { CalculatedPriceSet, MedusaContainer } from '@medusajs/framework/types';
import { ContainerRegistrationKeys, Modules, ProductStatus } from '@medusajs/framework/utils';
import type { Lines } from 'sync/protocol';
import { availableQuantity, type StockedVariant } from './available-quantity';
import type { VariantFacts } from './plan-reconcile';
import { LABEL_FIELDS, variantLabel } from './variant-name';

/** Everything a line item copies from its variant, and everything that decides whether it can be sold. */
const VARIANT_FIELDS = [
  ...LABEL_FIELDS,
  'id',
  'sku',
  'barcode',
  'thumbnail',
  'manage_inventory',
  'allow_backorder',
  'product.id',
  'product.title',
  'product.subtitle',
  'product.description',
  'product.handle',
  'product.thumbnail',
  'product.status',
  'product.discountable',
  'product.is_giftcard',
  'product.type.id',
  'product.type.value',
  'product.collection.title',
  'product.shipping_profile.id',
  'price_set.id',
  'inventory_items.inventory_item_id',
  'inventory_items.required_quantity',
  'inventory_items.inventory.requires_shipping',
  'inventory_items.inventory.location_levels.stocked_quantity',
  'inventory_items.inventory.location_levels.reserved_quantity',
  'inventory_items.inventory.location_levels.stock_locations.sales_channels.id',
];

type Text = string | null;

/** A variant as the query engine returns it for these fields. */
export type VariantRecord = StockedVariant & {
  id: string;
  title?: Text;
  sku?: Text;
  barcode?: Text;
  thumbnail?: Text;
  product?: {
    id: string;
    title?: Text;
    subtitle?: Text;
    description?: Text;
    handle?: Text;
    thumbnail?: Text;
    status?: Text;
    discountable?: boolean | null;
    is_giftcard?: boolean | null;
    type?: { id: string; value: string } | null;
    collection?: { title?: Text } | null;
    shipping_profile?: { id: string } | null;
    variants?: { id: string }[] | null;
  } | null;
  options?: { value?: Text; option?: { title?: Text } | null }[] | null;
  price_set?: { id: string } | null;
};

/** The part of the pricing module's answer that a line needs. */
export type CalculatedPrice = Pick<
  CalculatedPriceSet,
  'id' | 'calculated_amount' | 'original_amount' | 'is_calculated_price_tax_inclusive' | 'calculated_price'
>;

/** Customer groups have prices of their own. */
export type PricingContext = {
  region_id: string;
  currency_code: string;
  customer?: { groups: Array<{ id: string }> };
};

export type Sellable = {
  records: VariantRecord[];
  prices: ReadonlyMap<string, CalculatedPrice>;
  facts: Map<string, VariantFacts>;
  titles: Map<string, string>;
};

/** What can be sold of the wanted variants, and at which price for the wanted quantity. */
export async function readSellable(
  container: MedusaContainer,
  input: { lines: Lines; salesChannelId: string; pricing: PricingContext },
): Promise<Sellable> {
  const records = await readVariants(container, [...input.lines.keys()]);
  const prices = await calculatePrices(container, records, input);
  const facts = new Map<string, VariantFacts>();
  for (const record of records) {
    const unitPrice = prices.get(record.id)?.calculated_amount;
    if (record.product?.status !== ProductStatus.PUBLISHED || unitPrice === null || unitPrice === undefined) continue;
    const available = availableQuantity(record, input.salesChannelId);
    facts.set(record.id, { title: titleOf(record), available, unitPrice: Number(unitPrice) });
  }
  return { records, prices, facts, titles: new Map(records.map((record) => [record.id, titleOf(record)])) };
}

async function readVariants(container: MedusaContainer, ids: string[]): Promise<VariantRecord[]> {
  if (ids.length === 0) return [];
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({ entity: 'variant', fields: VARIANT_FIELDS, filters: { id: ids } });
  return data as VariantRecord[];
}

/** One call per wanted quantity, because a price may depend on it. */
async function calculatePrices(
  container: MedusaContainer,
  records: readonly VariantRecord[],
  { lines, pricing: context }: { lines: Lines; pricing: PricingContext },
): Promise<Map<string, CalculatedPrice>> {
  const pricing = container.resolve(Modules.PRICING);
  const byQuantity = Map.groupBy(
    records.flatMap((record) => (record.price_set ? [{ variantId: record.id, priceSetId: record.price_set.id }] : [])),
    ({ variantId }) => lines.get(variantId)?.quantity ?? 1,
  );
  const groups = await Promise.all(
    [...byQuantity].map(async ([quantity, variants]) => {
      const ids = variants.map(({ priceSetId }) => priceSetId);
      const sets = await pricing.calculatePrices({ id: ids }, { context: contextOf(context, quantity) });
      const setsById = new Map(sets.map((set) => [set.id, set]));
      return variants.flatMap(({ variantId, priceSetId }) => {
        const set = setsById.get(priceSetId);
        return set ? [[variantId, set] as const] : [];
      });
    }),
  );
  return new Map(groups.flat());
}

/** Medusa flattens what is nested; its types only know what is flat. */
const contextOf = ({ customer, ...flat }: PricingContext, quantity: number) =>
  Object.assign<Record<string, string | number>, object>({ ...flat, quantity }, customer ? { customer } : {});

function titleOf(variant: VariantRecord): string {
  return [variant.product?.title, variantLabel(variant)].filter(Boolean).join(' · ');
}
