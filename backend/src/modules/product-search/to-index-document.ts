import { bucketOf, type CatalogProduct } from 'sync/protocol';
import { SEARCH_FIELDS, toSearchDocument, wordsOfField, type ShelfNames } from 'sync/search/rules';
import { contentHash } from '../catalog-feed/content-hash';

/** Counts up when the same product gives another document than before: the index is then looked through at the next start. */
export const RECIPE = 1;

/** Slots are finer than any piece that is compared at once. */
export const SLOTS = 65_536;

export type CatalogFacts = { catalog: string; currency: string; names: ShelfNames; salesChannelIds: string[] };

export type IndexDocument = ReturnType<typeof toIndexDocument>;

export const documentIdOf = (productId: string, catalog: string): string => `${productId}_${catalog}`;

export function toIndexDocument(product: CatalogProduct, { catalog, currency, names, salesChannelIds }: CatalogFacts) {
  const searched = toSearchDocument(product, names);
  const words = SEARCH_FIELDS.map((field) => [field, wordsOfField(searched[field], field)] as const);
  const prices = product.variants.flatMap(({ price }) => price ?? []);
  const document = {
    id: documentIdOf(product.id, catalog),
    product_id: product.id,
    catalog,
    status: 'published',
    sales_channel_ids: salesChannelIds,
    handle: product.handle,
    title: product.title,
    subtitle: product.subtitle,
    vendor: product.vendor,
    categories: product.categories,
    collection: product.collection,
    tags: product.tags,
    options: product.options.flatMap(({ title, values }) => values.map((value) => `${title}: ${value}`)),
    skus: product.variants.flatMap(({ sku }) => sku ?? []),
    price: prices.length > 0 ? Math.min(...prices) : null,
    currency,
    is_reduced: product.variants.some(({ compareAt }) => compareAt !== null),
    is_available: product.variants.some(({ price, availability }) => price !== null && availability !== 'out'),
    rating: product.rating?.average ?? null,
    created: new Date(product.createdAt * 1_000).toISOString(),
    words: Object.fromEntries(words.map(([field, list]) => [field, list.join(' ')])),
    terms: [...new Set(words.flatMap(([, list]) => list))],
    slot: bucketOf(product.id, SLOTS),
  };
  return { ...document, hash: contentHash(JSON.stringify(document)) };
}
