import { SyncError } from '../errors.js';
import type { FetchedText, Fetcher } from '../ports/fetcher.js';
import {
  changesSchema,
  manifestSchema,
  productsSchema,
  shardSchema,
  type CatalogProduct,
  type Changes,
  type Manifest,
  type ProductsReply,
} from '../protocol/catalog.js';
import { PACKED_SHARD, packedShardSchema, unpackProducts } from '../protocol/packed-shard.js';
import { parseMessage } from '../protocol/parse-message.js';

/** The catalog feed of one region, parsed. Rejects with `catalog_unreachable` or `catalog_invalid`. */
export type Feed = {
  manifest(): Promise<Manifest>;
  /** `products` are made as they are asked for. */
  shard(hash: string, isPacked: boolean): Promise<{ bucket: number; products: Iterable<CatalogProduct> }>;
  changes(cursor: string, taxonomyHash: string, options?: { withDigest?: boolean }): Promise<Changes | 'must-refetch'>;
  products(wanted: WantedProducts): Promise<ProductsReply>;
};

/** Some products by name, or the first of a category. */
export type WantedProducts =
  { by: 'id' | 'handle'; names: readonly string[] } | { by: 'category'; category: string; limit: number };

/** How many products one request may name. */
export const MOST_WANTED = 50;

/** `breathe` is called between the steps of reading a shard, each of which is short. */
export function readFeed(
  fetcher: Fetcher,
  region: string,
  signal: AbortSignal,
  breathe: () => Promise<void> = () => Promise.resolve(),
): Feed {
  const root = `/catalog/${encodeURIComponent(region)}`;

  async function get(path: string): Promise<FetchedText> {
    signal.throwIfAborted();
    try {
      return await fetcher.get(path, signal);
    } catch (error) {
      signal.throwIfAborted();
      throw new SyncError('catalog_unreachable', `no answer from ${path}`, { cause: error });
    }
  }

  return {
    manifest: async () => parse(manifestSchema, await get(`${root}/manifest`)),
    async shard(hash, isPacked) {
      const path = `${root}/shards/${encodeURIComponent(hash)}`;
      if (!isPacked) return parse(shardSchema, await get(path));
      const answer = await get(`${path}?format=${PACKED_SHARD}`);
      await breathe();
      const message = jsonOf(answer);
      await breathe();
      const packed = check(packedShardSchema, message);
      await breathe();
      return { bucket: packed.bucket, products: unpackProducts(packed) };
    },
    async products(wanted) {
      const query =
        wanted.by === 'category'
          ? `category=${encodeURIComponent(wanted.category)}&limit=${wanted.limit}`
          : `${wanted.by}=${wanted.names.map(encodeURIComponent).join(',')}`;
      return parse(productsSchema, await get(`${root}/products?${query}`));
    },
    async changes(cursor, taxonomyHash, { withDigest = false } = {}) {
      const query =
        `cursor=${encodeURIComponent(cursor)}&taxonomy=${encodeURIComponent(taxonomyHash)}` +
        (withDigest ? '&digest=1' : '');
      const answer = await get(`${root}/changes?${query}`);
      return answer.status === 410 ? 'must-refetch' : parse(changesSchema, answer);
    },
  };
}

function parse<S extends Parameters<typeof parseMessage>[0]>(schema: S, answer: FetchedText) {
  return check(schema, jsonOf(answer));
}

function check<S extends Parameters<typeof parseMessage>[0]>(schema: S, message: unknown) {
  const parsed = parseMessage(schema, message);
  if (!parsed.ok) throw new SyncError('catalog_invalid', 'the catalog answer is not one', { cause: parsed.cause });
  return parsed.value;
}

function jsonOf({ status, contentType, body }: FetchedText): unknown {
  if (status !== 200) throw new SyncError('catalog_unreachable', `the catalog answered ${status}`);
  if (!/^application\/([\w.+-]+\+)?json\b/i.test(contentType)) {
    throw new SyncError('catalog_invalid', 'the catalog did not answer JSON');
  }
  return parseJson(body);
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    throw new SyncError('catalog_invalid', 'the catalog answer was cut short', { cause: error });
  }
}
