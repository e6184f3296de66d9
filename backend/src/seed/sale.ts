import type { MedusaContainer } from '@medusajs/framework/types';
import { ContainerRegistrationKeys, Modules, PriceListStatus } from '@medusajs/framework/utils';
import { z } from '@medusajs/framework/zod';
import { batchPriceListPricesWorkflow, createPriceListsWorkflow } from '@medusajs/medusa/core-flows';
import type { PlannedProduct } from './plan-product';
import { toPrices } from './products';
import type { Outcome } from './progress';

const TITLE = 'End of season';
const linksSchema = z.array(z.object({ variant_id: z.string() }));

/** Reduced prices live in one price list of type sale, so that Medusa knows the former price and the reduced one. */
export async function ensureSale(container: MedusaContainer, plans: readonly PlannedProduct[]): Promise<Outcome> {
  const reduced = plans.flatMap(({ variants }) => variants.filter(({ was }) => was !== null));
  const listId = await ensurePriceList(container);
  const onSale = await readVariantsOnSale(container, listId);
  const variants = await container
    .resolve(Modules.PRODUCT)
    .listProductVariants({ sku: reduced.map(({ sku }) => sku) }, { take: null, select: ['id', 'sku'] });
  const missing = variants.filter(({ id }) => !onSale.has(id));
  const pricesBySku = new Map(reduced.map(({ sku, prices }) => [sku, prices]));
  const create = missing.flatMap(({ id, sku }) => {
    const prices = pricesBySku.get(sku ?? '');
    return prices ? toPrices(prices).map((price) => ({ ...price, variant_id: id })) : [];
  });
  if (create.length > 0) {
    await batchPriceListPricesWorkflow(container).run({
      input: { data: { id: listId, create, update: [], delete: [] } },
    });
  }
  return { made: missing.length, kept: variants.length - missing.length };
}

async function ensurePriceList(container: MedusaContainer): Promise<string> {
  const known = await container.resolve(Modules.PRICING).listPriceLists({ q: TITLE });
  const list = known.find(({ title }) => title === TITLE);
  if (list) return list.id;
  const { result } = await createPriceListsWorkflow(container).run({
    input: {
      price_lists_data: [
        { title: TITLE, description: 'Last pieces at a lower price', status: PriceListStatus.ACTIVE, prices: [] },
      ],
    },
  });
  const made = result[0];
  if (!made) throw new Error(`Medusa did not make the price list "${TITLE}"`);
  return made.id;
}

async function readVariantsOnSale(container: MedusaContainer, listId: string): Promise<Set<string>> {
  const prices = await container
    .resolve(Modules.PRICING)
    .listPrices({ price_list_id: [listId] }, { take: null, relations: ['price_set'] });
  const priceSetIds = [...new Set(prices.flatMap(({ price_set_id }) => price_set_id ?? []))];
  if (priceSetIds.length === 0) return new Set();
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: 'product_variant_price_set',
    fields: ['variant_id', 'price_set_id'],
    filters: { price_set_id: priceSetIds },
  });
  return new Set(linksSchema.parse(data).map((link) => link.variant_id));
}
