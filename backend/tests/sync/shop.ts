import type { AdminApi } from '../admin-api.ts';

/** Stock of each variant of the test product; null is not counted. */
const STOCK = { plenty: 1_000, few: 3, none: 0, backorder: 0, uncounted: null, draft: 1_000 } as const;

export type VariantName = keyof typeof STOCK;

export type TestShop = {
  publishableKey: string;
  salesChannelId: string;
  regions: { one: string; other: string };
  variants: Record<VariantName, string>;
  /** Ten variants of one product with plenty of stock. */
  many: string[];
  prices: { one: number; other: number };
  productIds: { sold: string; draft: string; many: string };
  setStock(name: VariantName, quantity: number): Promise<void>;
};

/** A small shop of its own beside whatever the database holds: two regions, one channel, every kind of stock. */
export async function createTestShop(admin: AdminApi): Promise<TestShop> {
  const regions = { one: 'test-one', other: 'test-other' };
  await createRegion(admin, regions.one, 'eur', ['ch', 'li']);
  await createRegion(admin, regions.other, 'usd', ['ca']);
  const salesChannelId = await createSalesChannel(admin);
  const locationId = await createStockLocation(admin, salesChannelId);
  const publishableKey = await createPublishableKey(admin, salesChannelId);
  const prices = { one: 20, other: 25 };

  const create = async (title: string, status: string, names: readonly VariantName[] | number) => {
    const variants = typeof names === 'number' ? Array.from({ length: names }, (_, i) => `n${i}`) : names;
    const stockOf = (name: string) => (name in STOCK ? STOCK[name as VariantName] : STOCK.plenty);
    const { product } = await admin.post<{ product: CreatedProduct }>('/products', {
      title,
      status,
      sales_channels: [{ id: salesChannelId }],
      options: [{ title: 'Kind', values: variants }],
      variants: variants.map((name) => ({
        title: name,
        options: { Kind: name },
        manage_inventory: stockOf(name) !== null,
        allow_backorder: name === 'backorder',
        prices: [
          { amount: prices.one, currency_code: 'eur' },
          { amount: prices.other, currency_code: 'usd' },
        ],
      })),
    });
    const found = await admin.get<{ variants: CreatedVariant[] }>(
      `/products/${product.id}/variants?limit=50&fields=id,title,inventory_items.inventory_item_id`,
    );
    const byName = new Map(found.variants.map((variant) => [variant.title, variant]));
    const inventoryIds = new Map<string, string>();
    for (const name of variants) {
      const inventoryId = byName.get(name)?.inventory_items?.[0]?.inventory_item_id;
      if (inventoryId === undefined) continue;
      inventoryIds.set(name, inventoryId);
      const levels = { location_id: locationId, stocked_quantity: stockOf(name) ?? 0 };
      await admin.post(`/inventory-items/${inventoryId}/location-levels`, levels);
    }
    const ids = variants.map((name) => byName.get(name)?.id ?? '');
    return { productId: product.id, ids, inventoryIds };
  };

  const soldNames = ['plenty', 'few', 'none', 'backorder', 'uncounted'] as const;
  const sold = await create('Test things', 'published', soldNames);
  const draft = await create('Test draft', 'draft', ['draft']);
  const many = await create('Test many', 'published', 10);
  const [plenty, few, none, backorder, uncounted] = sold.ids as [string, string, string, string, string];
  return {
    publishableKey,
    salesChannelId,
    regions,
    prices,
    variants: { plenty, few, none, backorder, uncounted, draft: draft.ids[0] ?? '' },
    many: many.ids,
    productIds: { sold: sold.productId, draft: draft.productId, many: many.productId },
    async setStock(name, quantity) {
      const inventoryId = sold.inventoryIds.get(name);
      await admin.post(`/inventory-items/${inventoryId}/location-levels/${locationId}`, { stocked_quantity: quantity });
    },
  };
}

type CreatedProduct = { id: string };
type CreatedVariant = { id: string; title: string; inventory_items?: Array<{ inventory_item_id: string }> };

async function createRegion(admin: AdminApi, slug: string, currency: string, countries: string[]): Promise<void> {
  await admin.post('/regions', {
    name: slug,
    currency_code: currency,
    countries,
    metadata: { slug },
    payment_providers: ['pp_system_default'],
  });
}

async function createSalesChannel(admin: AdminApi): Promise<string> {
  const { sales_channel } = await admin.post<{ sales_channel: { id: string } }>('/sales-channels', { name: 'Tests' });
  return sales_channel.id;
}

async function createStockLocation(admin: AdminApi, salesChannelId: string): Promise<string> {
  const { stock_location } = await admin.post<{ stock_location: { id: string } }>('/stock-locations', {
    name: 'Shelf',
  });
  await admin.post(`/stock-locations/${stock_location.id}/sales-channels`, { add: [salesChannelId] });
  return stock_location.id;
}

async function createPublishableKey(admin: AdminApi, salesChannelId: string): Promise<string> {
  const { api_key } = await admin.post<{ api_key: { id: string; token: string } }>('/api-keys', {
    title: 'Tests',
    type: 'publishable',
  });
  await admin.post(`/api-keys/${api_key.id}/sales-channels`, { add: [salesChannelId] });
  return api_key.token;
}
