import * as z from 'zod/mini';
import { MAGIC } from './version.js';

/**
 * Availability is a band so that the feed does not churn with every sale:
 * `in` plenty or unmanaged, `low:n` n left (n ≤ 5), `out`, `backorder` none left but still sold.
 */
export const availabilitySchema = z.string().check(z.regex(/^(in|out|backorder|low:[1-5])$/));

export const catalogImageSchema = z.object({
  /** Path segment for `/img/<key>`; unique per picture, so its address is immutable. */
  key: z.string(),
  alt: z.string(),
  width: z.int(),
  height: z.int(),
  /** CSS colour painted until the picture arrives. */
  color: z.string(),
  /** BlurHash of the picture. Only the one that lists show first has it: 22 letters that no packing makes fewer. */
  blurhash: z.optional(z.string()),
});

export const catalogVariantSchema = z.object({
  id: z.string(),
  title: z.string(),
  sku: z.nullable(z.string()),
  /** Option title → value, e.g. { Size: 'M', Colour: 'Moss' }. */
  options: z.record(z.string(), z.string()),
  /** Price as the shopper of this region sees it (see `pricesIncludeTax` of the manifest); null when not sold here. */
  price: z.nullable(z.number()),
  /** Former price when the price is reduced, else null. */
  compareAt: z.nullable(z.number()),
  availability: availabilitySchema,
  /** Index into the product's images, or null. */
  image: z.nullable(z.int()),
});

/** One compact document per product and region. */
export const catalogProductSchema = z.object({
  id: z.string(),
  handle: z.string(),
  title: z.string(),
  subtitle: z.nullable(z.string()),
  /** Plain text; paragraphs are separated by a blank line. */
  description: z.string(),
  images: z.array(catalogImageSchema),
  options: z.array(z.object({ title: z.string(), values: z.array(z.string()) })),
  variants: z.array(catalogVariantSchema),
  /** Handles of every category it is in, parents included. */
  categories: z.array(z.string()),
  /** Collection handle. */
  collection: z.nullable(z.string()),
  tags: z.array(z.string()),
  vendor: z.nullable(z.string()),
  rating: z.nullable(z.object({ average: z.number(), count: z.int() })),
  /** Seconds since 1970, for "newest first". */
  createdAt: z.int(),
  /** In a translated catalog: which texts are the merchant's own all the same, because nobody has translated them. */
  untranslated: z.optional(z.array(z.enum(['title', 'subtitle', 'description']))),
});

export const categorySchema = z.object({
  handle: z.string(),
  name: z.string(),
  description: z.string(),
  /** Handle of the parent, or null at the top. */
  parent: z.nullable(z.string()),
  rank: z.int(),
});

export const collectionSchema = z.object({
  handle: z.string(),
  title: z.string(),
  /** Where the merchant has written one. Absent from a server of before. */
  description: z.optional(z.string()),
});

/** One way of delivery: its price in the currency of the region, and working days, at least and at most, where the merchant says. */
const deliveryWaySchema = z.object({ price: z.number(), days: z.nullable(z.tuple([z.int(), z.int()])) });

/** What the shop charges for delivery in this region. */
export const deliverySchema = z.object({
  standard: z.nullable(deliveryWaySchema),
  express: z.nullable(deliveryWaySchema),
  /** From this worth of things on standard delivery is free. */
  freeFrom: z.nullable(z.number()),
});

export const taxonomySchema = z.object({
  hash: z.string(),
  categories: z.array(categorySchema),
  collections: z.array(collectionSchema),
  /** Absent from a server of before. */
  delivery: z.optional(deliverySchema),
});

/** `GET /catalog/<region>/manifest` */
export const manifestSchema = z.object({
  magic: z.literal(MAGIC),
  region: z.string(),
  currency: z.string(),
  pricesIncludeTax: z.boolean(),
  epoch: z.string(),
  snapshotId: z.string(),
  /** Where `changes` goes on after these shards. Opaque. */
  cursor: z.string(),
  products: z.int(),
  /** `bucket` is stable for a product: shard n of the next snapshot replaces shard n of this one. */
  shards: z.array(z.object({ bucket: z.int(), hash: z.string(), products: z.int(), bytes: z.int() })),
  /** Shapes besides the plain one that the shards can be had in, see `PACKED_SHARD`. */
  shardFormats: z.optional(z.array(z.int())),
  taxonomy: taxonomySchema,
});

/** `GET /catalog/<region>/shards/<hash>`: immutable, about 200 products. */
export const shardSchema = z.object({ bucket: z.int(), products: z.array(catalogProductSchema) });

/** How many products there are and the sum of their `productDigest`s. */
export const digestSchema = z.object({ products: z.int(), sum: z.int() });

/** `GET /catalog/<region>/changes?cursor=&taxonomy=<hash>[&digest=1]` */
export const changesSchema = z.object({
  magic: z.literal(MAGIC),
  epoch: z.string(),
  cursor: z.string(),
  more: z.boolean(),
  upserts: z.array(catalogProductSchema),
  /** Ids of products that left this region's catalog. */
  tombstones: z.array(z.string()),
  /** Present only when its hash differs from the one asked with. */
  taxonomy: z.optional(taxonomySchema),
  /** Of the catalog as it is at `cursor`; only where it was asked for, on the last page, and while nobody is writing. */
  digest: z.optional(digestSchema),
});

/**
 * `GET /catalog/<region>/products?id=<ids>`: some products as they are now, at or after every cursor handed out so far. What is
 * not sold here is missing.
 */
export const productsSchema = z.object({
  magic: z.literal(MAGIC),
  epoch: z.string(),
  products: z.array(catalogProductSchema),
});

/** Status 410 body of `changes`: the cursor is too old or of another epoch; start again from the manifest. */
export const mustRefetchSchema = z.object({
  magic: z.literal(MAGIC),
  error: z.object({ code: z.literal('must_refetch'), message: z.string() }),
});

export type Availability = z.infer<typeof availabilitySchema>;
export type CatalogImage = z.infer<typeof catalogImageSchema>;
export type CatalogVariant = z.infer<typeof catalogVariantSchema>;
export type CatalogProduct = z.infer<typeof catalogProductSchema>;
export type ProductText = NonNullable<CatalogProduct['untranslated']>[number];
export type Category = z.infer<typeof categorySchema>;
export type Collection = z.infer<typeof collectionSchema>;
export type DeliveryTerms = z.infer<typeof deliverySchema>;
export type Taxonomy = z.infer<typeof taxonomySchema>;
export type Manifest = z.infer<typeof manifestSchema>;
export type Shard = z.infer<typeof shardSchema>;
export type Digest = z.infer<typeof digestSchema>;
export type ProductsReply = z.infer<typeof productsSchema>;
export type Changes = z.infer<typeof changesSchema>;

/** Which bucket a product belongs to: FNV-1a of its id modulo a power of two, the same on both sides. */
export function bucketOf(productId: string, buckets: number): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < productId.length; i++) hash = Math.imul(hash ^ productId.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % buckets;
}
