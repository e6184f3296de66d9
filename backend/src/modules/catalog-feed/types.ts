import type { CatalogProduct, Digest, Manifest, Taxonomy } from 'sync/protocol';

/**
 * A Medusa region in one language. `slug` is the key in addresses: the region's `metadata.slug`, followed by the language where
 * it is not the merchant's own (`language: null`).
 */
export type FeedRegion = {
  slug: string;
  language: string | null;
  regionId: string;
  currency: string;
  pricesIncludeTax: boolean;
};

export type FeedDocument = { region: string; product: CatalogProduct };

export type FailedDocument = { productId: string; region: string; reason: string };

/** What a builder made of the products it was handed. */
export type BuiltCatalog = {
  regions: FeedRegion[];
  documents: FeedDocument[];
  /** Products whose facts could not be mapped; their documents stay as they are. */
  failed: FailedDocument[];
  /** By catalog key; null where nothing of it changed. */
  taxonomies: ReadonlyMap<string, Taxonomy> | null;
};

export type ClaimedChanges = { productIds: string[]; taxonomyChanged: boolean };

export type RebuildResult =
  | { kind: 'idle' }
  /** Another process is at it. */
  | { kind: 'busy' }
  | { kind: 'rebuilt'; products: number; written: number; failed: FailedDocument[] };

export type ManifestAnswer = { kind: 'found'; manifest: Manifest } | { kind: 'building' } | { kind: 'unknown_region' };

export type ShardAnswer = { kind: 'found'; body: Buffer } | { kind: 'missing' };

/** `upserts` and `tombstones` come as stored, ready for the wire. */
export type ChangesAnswer =
  | {
      kind: 'found';
      epoch: string;
      cursor: string;
      more: boolean;
      upserts: CatalogProduct[];
      tombstones: string[];
      taxonomy: Taxonomy;
      digest?: Digest;
    }
  | { kind: 'must_refetch' }
  | { kind: 'unknown_region' };

export type ProductsAnswer = { kind: 'found'; epoch: string; products: CatalogProduct[] } | { kind: 'unknown_region' };

export type FeedStatus = { hasSnapshots: boolean; pendingProducts: number };

/** `cursor` is just before everything that a look at the documents after this one may lack. */
export type CatalogHead = { currency: string; taxonomy: Taxonomy; cursor: string; products: number };

/** From the first to before the second, see `bucketOf`. */
export type SlotRange = { from: number; to: number };

/** `product` is null for one that left the catalog. */
export type FeedRow = { productId: string; catalog: string; product: CatalogProduct | null };
