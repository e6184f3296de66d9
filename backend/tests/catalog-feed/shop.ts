import type { AdminApi } from '../admin-api.ts';

export type FeedShop = {
  /** Region slug; prices in EUR. */
  region: string;
  /** A second region; prices in USD. */
  otherRegion: string;
  locationId: string;
  channelId: string;
  categoryIds: { parent: string; child: string };
  collectionId: string;
  shirt: ShopProduct;
  mug: ShopProduct;
};

export type ShopProduct = { id: string; variants: ShopVariant[] };
type ShopVariant = { id: string; inventoryItemId: string };

/** Two regions, a place with stock, a shirt in two sizes and a mug, made the way a merchant would. */
export async function createFeedShop(admin: AdminApi): Promise<FeedShop> {
  const channelId = await storefrontChannel(admin);
  await createRegion(admin, { slug: 'feed-one', currency_code: 'eur', countries: ['ch'] });
  await createRegion(admin, { slug: 'feed-two', currency_code: 'usd', countries: ['ca'] });
  const locationId = await createLocation(admin, channelId);
  const parent = await createCategory(admin, { name: 'Feed clothing', handle: 'feed-clothing' });
  const child = await createCategory(admin, {
    name: 'Feed shirts',
    handle: 'feed-shirts',
    parent_category_id: parent,
  });
  const { collection } = await admin.post<{ collection: { id: string } }>('/collections', {
    title: 'Feed summer',
    handle: 'feed-summer',
  });

  const shirt = await createProduct(admin, {
    title: 'Linen shirt',
    handle: 'feed-linen-shirt',
    subtitle: 'Cool on hot days',
    description: 'Woven in one piece.\n\nWash cold.',
    status: 'published',
    collection_id: collection.id,
    categories: [{ id: child }],
    sales_channels: [{ id: channelId }],
    metadata: { vendor: 'Loom' },
    thumbnail: 'http://127.0.0.1/static/shirt-front.webp',
    images: [{ url: 'http://127.0.0.1/static/shirt-back.webp' }, { url: 'http://127.0.0.1/static/shirt-front.webp' }],
    options: [
      { title: 'Size', values: ['S', 'M'] },
      { title: 'Colour', values: ['Moss'] },
    ],
    variants: ['S', 'M'].map((size, index) => ({
      title: `${size} / Moss`,
      variant_rank: index,
      sku: `FEED-SHIRT-${size}`,
      options: { Size: size, Colour: 'Moss' },
      manage_inventory: true,
      prices: [
        { amount: 49.9, currency_code: 'eur' },
        { amount: 55, currency_code: 'usd' },
      ],
    })),
  });
  const mug = await createProduct(admin, mugCalled('feed-mug', channelId));
  for (const { inventoryItemId } of [...shirt.variants, ...mug.variants]) {
    await admin.post(`/inventory-items/${inventoryItemId}/location-levels`, {
      location_id: locationId,
      stocked_quantity: 20,
    });
  }
  return {
    region: 'feed-one',
    otherRegion: 'feed-two',
    locationId,
    channelId,
    categoryIds: { parent, child },
    collectionId: collection.id,
    shirt,
    mug,
  };
}

/** The body of a plain product, sold in EUR only. */
export function mugCalled(handle: string, channelId: string) {
  return {
    title: 'Mug',
    handle,
    status: 'published',
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
  };
}

export async function createProduct(admin: AdminApi, body: object): Promise<ShopProduct> {
  const { product } = await admin.post<{ product: { id: string } }>('/products', body);
  const { variants } = await admin.get<{
    variants: { id: string; inventory_items: { inventory_item_id: string }[] }[];
  }>(`/products/${product.id}/variants?order=variant_rank&fields=id,inventory_items.inventory_item_id`);
  return {
    id: product.id,
    variants: variants.map((variant) => ({
      id: variant.id,
      inventoryItemId: variant.inventory_items[0]?.inventory_item_id ?? '',
    })),
  };
}

async function storefrontChannel(admin: AdminApi): Promise<string> {
  const { stores } = await admin.get<{ stores: { default_sales_channel_id: string | null }[] }>('/stores');
  const id = stores[0]?.default_sales_channel_id;
  if (!id) throw new Error('The store has no default sales channel.');
  return id;
}

export async function createRegion(
  admin: AdminApi,
  { slug, ...region }: { slug: string; currency_code: string; countries: string[] },
): Promise<void> {
  await admin.post('/regions', { name: slug, metadata: { slug }, ...region });
}

async function createLocation(admin: AdminApi, channelId: string): Promise<string> {
  const { stock_location } = await admin.post<{ stock_location: { id: string } }>('/stock-locations', {
    name: 'Feed warehouse',
  });
  await admin.post(`/stock-locations/${stock_location.id}/sales-channels`, { add: [channelId] });
  return stock_location.id;
}

async function createCategory(
  admin: AdminApi,
  category: { name: string; handle: string; parent_category_id?: string },
): Promise<string> {
  const { product_category } = await admin.post<{ product_category: { id: string } }>('/product-categories', {
    ...category,
    is_active: true,
  });
  return product_category.id;
}
