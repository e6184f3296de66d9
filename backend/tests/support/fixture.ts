import {
  createApiKeysWorkflow,
  createCollectionsWorkflow,
  createInventoryLevelsWorkflow,
  createProductCategoriesWorkflow,
  createProductsWorkflow,
  createRegionsWorkflow,
  createSalesChannelsWorkflow,
  createStockLocationsWorkflow,
  linkSalesChannelsToStockLocationWorkflow,
  updateStoresWorkflow,
} from '@medusajs/medusa/core-flows';
import type { ExecArgs } from '@medusajs/framework/types';
import { ContainerRegistrationKeys, ProductStatus } from '@medusajs/framework/utils';
import { writeFile } from 'node:fs/promises';

export type Fixture = {
  adminToken: string;
  channelId: string;
  locationId: string;
  collectionId: string;
  categories: { root: string; shirts: string };
  products: Record<'shirt' | 'mug', { id: string; variants: { id: string; inventoryItemId: string }[] }>;
};

/** A shop of two products made through Medusa's workflows. Writes the ids it made to the file named first. */
export default async function makeFixture({ container, args: [file] }: ExecArgs): Promise<void> {
  if (!file) throw new Error('Name the file to write the ids to.');
  const query = container.resolve(ContainerRegistrationKeys.QUERY);

  const { result: channels } = await createSalesChannelsWorkflow(container).run({
    input: { salesChannelsData: [{ name: 'Web' }] },
  });
  const channelId = channels[0]!.id;
  const { data: stores } = await query.graph({ entity: 'store', fields: ['id'] });
  await updateStoresWorkflow(container).run({
    input: {
      selector: { id: stores[0]!.id },
      update: {
        default_sales_channel_id: channelId,
        supported_currencies: [
          { currency_code: 'eur', is_default: true, is_tax_inclusive: true },
          { currency_code: 'usd', is_tax_inclusive: false },
        ],
      },
    },
  });
  await createRegionsWorkflow(container).run({
    input: {
      regions: [
        { name: 'Europe', currency_code: 'eur', countries: ['de'], metadata: { slug: 'eu' }, is_tax_inclusive: true },
        { name: 'America', currency_code: 'usd', countries: ['us'], metadata: { slug: 'us' } },
      ],
    },
  });
  const { result: locations } = await createStockLocationsWorkflow(container).run({
    input: { locations: [{ name: 'Warehouse' }] },
  });
  const locationId = locations[0]!.id;
  await linkSalesChannelsToStockLocationWorkflow(container).run({ input: { id: locationId, add: [channelId] } });

  const root = await makeCategory(container, { name: 'Clothing', handle: 'clothing' });
  const shirts = await makeCategory(container, { name: 'Shirts', handle: 'shirts', parent_category_id: root });
  const { result: collections } = await createCollectionsWorkflow(container).run({
    input: { collections: [{ title: 'Summer', handle: 'summer' }] },
  });
  const collectionId = collections[0]!.id;

  const { result: products } = await createProductsWorkflow(container).run({
    input: {
      products: [
        {
          title: 'Linen shirt',
          handle: 'linen-shirt',
          subtitle: 'Cool on hot days',
          description: 'Woven in one piece.\n\nWash cold.',
          status: ProductStatus.PUBLISHED,
          collection_id: collectionId,
          category_ids: [shirts],
          sales_channels: [{ id: channelId }],
          metadata: { vendor: 'Loom' },
          thumbnail: 'http://127.0.0.1/static/shirt-front.webp',
          images: [
            { url: 'http://127.0.0.1/static/shirt-back.webp' },
            {
              url: 'http://127.0.0.1/static/shirt-front.webp',
              metadata: { width: 900, height: 1200, color: '#aabbcc', alt: 'A shirt from the front' },
            },
          ],
          options: [
            { title: 'Size', values: ['S', 'M'] },
            { title: 'Colour', values: ['Moss'] },
          ],
          variants: ['S', 'M'].map((size) => ({
            title: `${size} / Moss`,
            sku: `SHIRT-${size}`,
            options: { Size: size, Colour: 'Moss' },
            manage_inventory: true,
            prices: [
              { amount: 49.9, currency_code: 'eur' },
              { amount: 55, currency_code: 'usd' },
            ],
          })),
        },
        {
          title: 'Mug',
          handle: 'mug',
          status: ProductStatus.PUBLISHED,
          sales_channels: [{ id: channelId }],
          options: [{ title: 'Kind', values: ['Plain'] }],
          variants: [
            {
              title: 'Plain',
              options: { Kind: 'Plain' },
              manage_inventory: true,
              prices: [{ amount: 12, currency_code: 'eur' }],
            },
          ],
        },
      ],
    },
  });
  const ids = products.map((product) => product.id);
  const { data: made } = await query.graph({
    entity: 'product',
    fields: ['id', 'handle', 'variants.id', 'variants.title', 'variants.inventory_items.inventory_item_id'],
    filters: { id: ids },
  });
  const described = (handle: string) => {
    const product = made.find((candidate) => candidate.handle === handle)!;
    const variants = product.variants
      .toSorted((a, b) => b.title.localeCompare(a.title))
      .map((variant) => ({ id: variant.id, inventoryItemId: variant.inventory_items![0]!.inventory_item_id }));
    return { id: product.id, variants };
  };
  const shirt = described('linen-shirt');
  const mug = described('mug');
  await createInventoryLevelsWorkflow(container).run({
    input: {
      inventory_levels: [...shirt.variants, ...mug.variants].map(({ inventoryItemId }) => ({
        inventory_item_id: inventoryItemId,
        location_id: locationId,
        stocked_quantity: 20,
      })),
    },
  });

  const { result: keys } = await createApiKeysWorkflow(container).run({
    input: { api_keys: [{ type: 'secret', title: 'Tests', created_by: 'tests' }] },
  });
  const fixture: Fixture = {
    adminToken: keys[0]!.token,
    channelId,
    locationId,
    collectionId,
    categories: { root, shirts },
    products: { shirt, mug },
  };
  await writeFile(file, JSON.stringify(fixture));
}

async function makeCategory(
  container: ExecArgs['container'],
  category: { name: string; handle: string; parent_category_id?: string },
): Promise<string> {
  const { result } = await createProductCategoriesWorkflow(container).run({
    input: { product_categories: [{ ...category, is_active: true }] },
  });
  return result[0]!.id;
}
