import { batchPriceListPricesWorkflow, createPriceListsWorkflow } from '@medusajs/medusa/core-flows';
import type { BatchPriceListPricesWorkflowDTO, MedusaContainer } from '@medusajs/framework/types';
import { ContainerRegistrationKeys, Modules, PriceListStatus } from '@medusajs/framework/utils';
import { z } from '@medusajs/framework/zod';

export const PRICE_LIST_TITLE = 'Shopify import: reduced prices';

export type ReducedPrice = {
  variantId: string;
  priceSetId: string;
  /** null: the price is not reduced. */
  amount: number | null;
};

const idsSchema = z.array(z.object({ id: z.string() }));
const pricesSchema = z.array(
  z.object({ id: z.string(), price_set_id: z.string(), currency_code: z.string(), amount: z.coerce.number() }),
);

/** Makes the one price list of all imports say exactly these prices for these variants, in this currency. */
export async function writeReducedPrices(
  container: MedusaContainer,
  currency: string,
  wanted: ReducedPrice[],
): Promise<void> {
  let priceListId = await findPriceList(container);
  if (priceListId === null) {
    if (wanted.every(({ amount }) => amount === null)) return;
    priceListId = await createPriceList(container);
  }
  const prices = await container.resolve(Modules.PRICING).listPrices(
    {
      price_list_id: [priceListId],
      price_set_id: wanted.map(({ priceSetId }) => priceSetId),
      currency_code: currency,
    },
    { take: null },
  );
  const known = Map.groupBy(pricesSchema.parse(prices), ({ price_set_id }) => price_set_id);
  const data: BatchPriceListPricesWorkflowDTO = {
    id: priceListId,
    create: [],
    update: [],
    delete: [],
  };
  for (const { variantId, priceSetId, amount } of wanted) {
    const [first, ...rest] = known.get(priceSetId) ?? [];
    data.delete.push(...rest.map(({ id }) => id));
    if (amount === null) {
      if (first) data.delete.push(first.id);
    } else if (!first) data.create.push({ variant_id: variantId, currency_code: currency, amount });
    else if (first.amount !== amount)
      data.update.push({ id: first.id, variant_id: variantId, currency_code: currency, amount });
  }
  if (data.create.length + data.update.length + data.delete.length === 0) return;
  await batchPriceListPricesWorkflow(container).run({ input: { data } });
}

async function findPriceList(container: MedusaContainer): Promise<string | null> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({ entity: 'price_list', fields: ['id'], filters: { title: PRICE_LIST_TITLE } });
  return idsSchema.parse(data)[0]?.id ?? null;
}

async function createPriceList(container: MedusaContainer): Promise<string> {
  const description = 'Prices below the compare-at price of an imported file. Each import keeps its own products here.';
  const { result } = await createPriceListsWorkflow(container).run({
    input: { price_lists_data: [{ title: PRICE_LIST_TITLE, description, status: PriceListStatus.ACTIVE, prices: [] }] },
  });
  const [created] = idsSchema.parse(result);
  if (!created) throw new Error('A price list was created and is not there.');
  return created.id;
}
