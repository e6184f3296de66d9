import sharp from 'sharp';
import { REGIONS, type CatalogProduct, type CatalogVariant } from 'sync/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFeed, type Feed } from './open-feed.ts';
import { openReader } from './reader.ts';
import { createProduct, mugCalled } from './shop.ts';

let feed: Feed;

beforeAll(async () => {
  feed = await openFeed();
});

afterAll(() => feed?.close());

const shirt = () => feed.reader.products.get(feed.shop.shirt.id);
const mug = () => feed.reader.products.get(feed.shop.mug.id);
const firstOf = (product: CatalogProduct | undefined): CatalogVariant | undefined => product?.variants[0];

describe('a document', () => {
  it('holds what the merchant entered', () => {
    expect(shirt()).toEqual({
      id: feed.shop.shirt.id,
      handle: 'feed-linen-shirt',
      title: 'Linen shirt',
      subtitle: 'Cool on hot days',
      description: 'Woven in one piece.\n\nWash cold.',
      images: [
        { key: 'shirt-front.webp', alt: 'Linen shirt', width: 1600, height: 2000, color: '#ece9e4' },
        { key: 'shirt-back.webp', alt: 'Linen shirt', width: 1600, height: 2000, color: '#ece9e4' },
      ],
      options: [
        { title: 'Colour', values: ['Moss'] },
        { title: 'Size', values: ['S', 'M'] },
      ],
      variants: ['S', 'M'].map((size, index) => ({
        id: feed.shop.shirt.variants[index]?.id,
        title: `${size} / Moss`,
        sku: `FEED-SHIRT-${size}`,
        options: { Size: size, Colour: 'Moss' },
        price: 49.9,
        compareAt: null,
        availability: 'in',
        image: null,
      })),
      categories: ['feed-clothing', 'feed-shirts'],
      collection: 'feed-summer',
      tags: [],
      vendor: 'Loom',
      rating: null,
      createdAt: expect.any(Number),
    });
  });

  it('has size, colour and blur of a picture that was uploaded, beside one that cannot be read', async () => {
    const create = { width: 30, height: 40, channels: 3, background: '#336699' } as const;
    const url = await feed.admin.upload('mug.png', new Uint8Array(await sharp({ create }).png().toBuffer()));
    const product = await createProduct(feed.admin, {
      title: 'Pictured mug',
      handle: 'feed-pictured-mug',
      status: 'published',
      sales_channels: [{ id: feed.shop.channelId }],
      images: [{ url }, { url: 'http://elsewhere.invalid/gone.png' }],
      options: [{ title: 'Size', values: ['One'] }],
      variants: [{ title: 'One', options: { Size: 'One' }, prices: [{ amount: 9, currency_code: 'eur' }] }],
    });
    const picture = () => feed.reader.products.get(product.id)?.images[0];
    await feed.reader.until(() => picture()?.blurhash !== undefined);
    expect(picture()).toMatchObject({ width: 30, height: 40, color: '#336699' });
    expect(feed.reader.products.get(product.id)?.images).toHaveLength(2);
  });

  it('has the prices of its region, and none where it is not sold', async () => {
    const other = await openReader(feed.backend.url, feed.shop.otherRegion);
    await other.until(() => other.products.has(feed.shop.mug.id));
    expect(other.products.get(feed.shop.shirt.id)?.variants.map(({ price }) => price)).toEqual([55, 55]);
    expect(firstOf(other.products.get(feed.shop.mug.id))?.price).toBeNull();
  });
});

describe('of itself arrives', () => {
  it('a new product', async () => {
    const { id } = await createProduct(feed.admin, mugCalled('feed-new', feed.shop.channelId));
    await feed.reader.until(() => feed.reader.products.get(id)?.handle === 'feed-new');
  });

  it('a new title', async () => {
    await feed.admin.post(`/products/${feed.shop.mug.id}`, { title: 'Big mug' });
    await feed.reader.until(() => mug()?.title === 'Big mug');
  });

  it('another price', async () => {
    const [variant] = feed.shop.mug.variants;
    await feed.admin.post(`/products/${feed.shop.mug.id}/variants/${variant?.id}`, {
      prices: [{ amount: 14.5, currency_code: 'eur' }],
    });
    await feed.reader.until(() => firstOf(mug())?.price === 14.5);
  });

  it('a renamed option', async () => {
    const { product } = await feed.admin.get<{ product: { options: { id: string; title: string }[] } }>(
      `/products/${feed.shop.mug.id}?fields=options.id,options.title`,
    );
    await feed.admin.post(`/product-options/${product.options[0]?.id}`, { title: 'Make' });
    await feed.reader.until(() => mug()?.options[0]?.title === 'Make');
    expect(firstOf(mug())?.options).toEqual({ Make: 'Plain' });
  });

  it('a picture', async () => {
    await feed.admin.post(`/products/${feed.shop.mug.id}`, { images: [{ url: 'http://127.0.0.1/static/mug.webp' }] });
    await feed.reader.until(() => mug()?.images[0]?.key === 'mug.webp');
  });

  it('a tag', async () => {
    const { product_tag } = await feed.admin.post<{ product_tag: { id: string } }>('/product-tags', {
      value: 'feed-hot',
    });
    await feed.admin.post(`/products/${feed.shop.mug.id}`, { tags: [{ id: product_tag.id }] });
    await feed.reader.until(() => mug()?.tags.includes('feed-hot') ?? false);
    await feed.admin.post(`/product-tags/${product_tag.id}`, { value: 'feed-cold' });
    await feed.reader.until(() => mug()?.tags.includes('feed-cold') ?? false);
  });

  it('stock running low, and out', async () => {
    const [variant] = feed.shop.shirt.variants;
    const level = `/inventory-items/${variant?.inventoryItemId}/location-levels/${feed.shop.locationId}`;
    await feed.admin.post(level, { stocked_quantity: 3 });
    await feed.reader.until(() => firstOf(shirt())?.availability === 'low:3');
    await feed.admin.post(level, { stocked_quantity: 0 });
    await feed.reader.until(() => firstOf(shirt())?.availability === 'out');
    await feed.admin.post(level, { stocked_quantity: 20 });
    await feed.reader.until(() => firstOf(shirt())?.availability === 'in');
  });

  it('a reservation that takes most of the stock', async () => {
    const [, variant] = feed.shop.shirt.variants;
    const { reservation } = await feed.admin.post<{ reservation: { id: string } }>('/reservations', {
      inventory_item_id: variant?.inventoryItemId,
      location_id: feed.shop.locationId,
      quantity: 18,
    });
    await feed.reader.until(() => shirt()?.variants[1]?.availability === 'low:2');
    await feed.admin.delete(`/reservations/${reservation.id}`);
    await feed.reader.until(() => shirt()?.variants[1]?.availability === 'in');
  });

  it('backorder being allowed', async () => {
    const [variant] = feed.shop.mug.variants;
    const item = `/inventory-items/${variant?.inventoryItemId}/location-levels/${feed.shop.locationId}`;
    await feed.admin.post(item, { stocked_quantity: 0 });
    await feed.reader.until(() => firstOf(mug())?.availability === 'out');
    await feed.admin.post(`/products/${feed.shop.mug.id}/variants/${variant?.id}`, { allow_backorder: true });
    await feed.reader.until(() => firstOf(mug())?.availability === 'backorder');
  });

  it('a sale that begins now, and its end', async () => {
    const id = await createSale({ status: 'active' });
    await feed.reader.until(() => firstOf(shirt())?.price === 39);
    expect(firstOf(shirt())?.compareAt).toBe(49.9);
    await feed.admin.delete(`/price-lists/${id}`);
    await feed.reader.until(() => firstOf(shirt())?.price === 49.9);
    expect(firstOf(shirt())?.compareAt).toBeNull();
  });

  it('a sale that begins and ends by the clock alone', async () => {
    const { rows } = await feed.sql.query<{ starts: string; ends: string }>(
      `select now() + interval '1.5 s' as starts, now() + interval '3.5 s' as ends`,
    );
    const id = await createSale({ status: 'active', starts_at: rows[0]?.starts, ends_at: rows[0]?.ends });
    await feed.reader.catchUp();
    expect(firstOf(shirt())?.price).toBe(49.9);
    await feed.reader.until(() => firstOf(shirt())?.price === 39);
    await feed.reader.until(() => firstOf(shirt())?.price === 49.9);
    await feed.admin.delete(`/price-lists/${id}`);
  });

  it("a category's new name, in the taxonomy alone", async () => {
    const before = shirt();
    await feed.admin.post(`/product-categories/${feed.shop.categoryIds.parent}`, { name: 'Garments' });
    await feed.reader.until(() => feed.reader.taxonomy.categories.some(({ name }) => name === 'Garments'));
    expect(shirt()).toEqual(before);
  });

  it("a parent category's new handle, in products of its children", async () => {
    await feed.admin.post(`/product-categories/${feed.shop.categoryIds.parent}`, { handle: 'feed-garments' });
    await feed.reader.until(() => shirt()?.categories.join() === 'feed-garments,feed-shirts');
    const child = () => feed.reader.taxonomy.categories.find(({ handle }) => handle === 'feed-shirts');
    await feed.reader.until(() => child()?.parent === 'feed-garments');
  });

  it('a hidden parent category, which hides what is below it', async () => {
    await feed.admin.post(`/product-categories/${feed.shop.categoryIds.parent}`, { is_active: false });
    await feed.reader.until(() => shirt()?.categories.length === 0);
    await feed.reader.until(() => !feed.reader.taxonomy.categories.some(({ handle }) => handle === 'feed-shirts'));
  });

  it('another handle of the collection', async () => {
    await feed.admin.post(`/collections/${feed.shop.collectionId}`, { handle: 'feed-autumn' });
    await feed.reader.until(() => shirt()?.collection === 'feed-autumn');
  });

  it('a product leaving the sales channel, and coming back', async () => {
    const products = `/sales-channels/${feed.shop.channelId}/products`;
    await feed.admin.post(products, { remove: [feed.shop.shirt.id] });
    await feed.reader.until(() => shirt() === undefined);
    await feed.admin.post(products, { add: [feed.shop.shirt.id] });
    await feed.reader.until(() => shirt() !== undefined);
  });

  it('a product taken from sale, and put back', async () => {
    await feed.admin.post(`/products/${feed.shop.shirt.id}`, { status: 'draft' });
    await feed.reader.until(() => shirt() === undefined);
    await feed.admin.post(`/products/${feed.shop.shirt.id}`, { status: 'published' });
    await feed.reader.until(() => shirt()?.title === 'Linen shirt');
  });

  it('a deleted variant and a deleted product', async () => {
    const { id, variants } = await createProduct(feed.admin, mugCalled('feed-short-lived', feed.shop.channelId));
    await feed.reader.until(() => feed.reader.products.get(id)?.variants.length === 1);
    await feed.admin.delete(`/products/${id}/variants/${variants[0]?.id}`);
    await feed.reader.until(() => feed.reader.products.get(id)?.variants.length === 0);
    await feed.admin.delete(`/products/${id}`);
    await feed.reader.until(() => !feed.reader.products.has(id));
  });
});

it('stays silent when a write changes nothing a shopper can see', async () => {
  await feed.reader.catchUp();
  const before = feed.reader.cursor;
  await feed.admin.post(`/products/${feed.shop.shirt.id}`, { metadata: { vendor: 'Loom', internal: 'note' } });
  const { id } = await createProduct(feed.admin, mugCalled('feed-marker', feed.shop.channelId));
  const answers = await collect(() => feed.reader.products.has(id));
  expect(answers).toEqual([id]);
  expect(feed.reader.cursor).not.toBe(before);
});

it('what delivery costs, as Medusa charges it and when the merchant changes it', async () => {
  const german = await openReader(feed.backend.url, 'eu-de');
  const { delivery } = REGIONS[0] ?? {};
  expect(german.taxonomy.delivery).toEqual(delivery);
  const { rows } = await feed.sql.query<{ id: string }>(
    `select o.id from shipping_option o join shipping_option_type t on t.id = o.shipping_option_type_id
       join service_zone z on z.id = o.service_zone_id where z.name = $1 and t.code = 'standard'`,
    [REGIONS[0]?.name],
  );
  await feed.admin.post(`/shipping-options/${rows[0]?.id}`, {
    prices: [
      { currency_code: 'eur', amount: 3.5 },
      { currency_code: 'eur', amount: 0, rules: [{ attribute: 'item_total', operator: 'gte', value: 60 }] },
    ],
  });
  await german.until(() => german.taxonomy.delivery?.freeFrom === 60);
  expect(german.taxonomy.delivery).toEqual({
    ...delivery,
    standard: { ...delivery?.standard, price: 3.5 },
    freeFrom: 60,
  });
});

/** Ids of everything the feed sends until the claim holds. */
async function collect(claim: () => boolean): Promise<string[]> {
  const ids = new Set<string>();
  const deadline = performance.now() + 2_000;
  while (!claim()) {
    if (performance.now() > deadline) throw new Error('It did not arrive.');
    for (const { upserts } of await feed.reader.catchUp()) for (const { id } of upserts) ids.add(id);
  }
  return [...ids];
}

async function createSale(dates: { status: string; starts_at?: string; ends_at?: string }): Promise<string> {
  const { price_list } = await feed.admin.post<{ price_list: { id: string } }>('/price-lists', {
    title: 'Sale',
    description: 'Sale',
    type: 'sale',
    ...dates,
    prices: [{ variant_id: feed.shop.shirt.variants[0]?.id, amount: 39, currency_code: 'eur' }],
  });
  return price_list.id;
}
