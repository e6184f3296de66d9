import { z } from '@medusajs/framework/zod';
import type { MedusaContainer } from '@medusajs/framework/types';
import { Modules, PricingRuleOperator } from '@medusajs/framework/utils';
import type { ExistingProduct } from './existing';

const operatorSchema = z.enum(PricingRuleOperator);
const amountSchema = z.coerce.number();
const priceSchema = z.object({
  id: z.string(),
  price_set_id: z.string(),
  price_list_id: z.string().nullable().default(null),
  currency_code: z.string(),
  amount: amountSchema,
  min_quantity: amountSchema.nullable().default(null),
  max_quantity: amountSchema.nullable().default(null),
  price_rules: z.array(z.object({ attribute: z.string(), value: z.string(), operator: z.string() })).nullish(),
});

export type BasePrice = z.infer<typeof priceSchema>;

/** The prices of a product's variants that are on no price list, by price set. */
export async function readBasePrices(
  container: MedusaContainer,
  product: ExistingProduct,
): Promise<Map<string, BasePrice[]>> {
  const ids = product.variants.flatMap(({ price_set }) => price_set?.id ?? []);
  if (ids.length === 0) return new Map();
  const prices = await container
    .resolve(Modules.PRICING)
    .listPrices({ price_set_id: ids }, { relations: ['price_rules'], take: null });
  const base = z
    .array(priceSchema)
    .parse(prices)
    .filter(({ price_list_id }) => price_list_id === null);
  return Map.groupBy(base, ({ price_set_id }) => price_set_id);
}

/** A price set is replaced as a whole, so prices in other currencies and with rules are handed back as they are. */
export function withBasePrice(prices: BasePrice[], currency: string, amount: number) {
  const isOurs = (price: BasePrice) =>
    price.currency_code === currency &&
    price.min_quantity === null &&
    price.max_quantity === null &&
    !price.price_rules?.length;
  const ours = prices.find(isOurs);
  const others = prices.filter((price) => price !== ours);
  return [
    { ...(ours && { id: ours.id }), currency_code: currency, amount },
    ...others.map(({ id, currency_code, amount: kept, min_quantity, max_quantity, price_rules }) => ({
      id,
      currency_code,
      amount: kept,
      min_quantity,
      max_quantity,
      ...(price_rules?.length && { rules: toRules(price_rules) }),
    })),
  ];
}

function toRules(rules: NonNullable<BasePrice['price_rules']>) {
  const byAttribute = Map.groupBy(rules, ({ attribute }) => attribute);
  return Object.fromEntries(
    [...byAttribute].map(([attribute, same]) => {
      const [first] = same;
      if (first?.operator === 'eq') return [attribute, first.value];
      return [
        attribute,
        same.map(({ operator, value }) => ({ operator: operatorSchema.parse(operator), value: Number(value) })),
      ];
    }),
  );
}
