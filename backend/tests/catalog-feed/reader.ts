import {
  changesSchema,
  manifestSchema,
  shardSchema,
  type CatalogProduct,
  type Changes,
  type Manifest,
  type Taxonomy,
} from 'sync/protocol';

/** The feed takes half a second or so; a machine that does other things besides gets more. */
const ARRIVAL_MS = 15_000;
const POLL_MS = 50;

/** Follows the feed of a region the way a device does. */
export type FeedReader = {
  readonly products: ReadonlyMap<string, CatalogProduct>;
  readonly taxonomy: Taxonomy;
  readonly cursor: string;
  /** Manifest and all shards. */
  install(): Promise<Manifest>;
  /** Pages through what changed since. */
  catchUp(limit?: number): Promise<Changes[]>;
  /** Follows the feed until what it holds satisfies the claim; fails when that never happens. */
  until(claim: () => boolean): Promise<void>;
};

export async function openReader(backendUrl: string, region: string): Promise<FeedReader> {
  const base = `${backendUrl}/catalog/${region}`;
  const products = new Map<string, CatalogProduct>();
  let taxonomy: Taxonomy = { hash: '', categories: [], collections: [] };
  let cursor = '';

  const reader: FeedReader = {
    products,
    get taxonomy() {
      return taxonomy;
    },
    get cursor() {
      return cursor;
    },
    async install() {
      const manifest = manifestSchema.parse(await getJson(`${base}/manifest`));
      products.clear();
      for (const { hash } of manifest.shards) {
        const shard = shardSchema.parse(await getJson(`${base}/shards/${hash}`));
        for (const product of shard.products) products.set(product.id, product);
      }
      ({ cursor, taxonomy } = manifest);
      return manifest;
    },
    async catchUp(limit = 200) {
      const answers: Changes[] = [];
      for (;;) {
        const query = new URLSearchParams({ cursor, taxonomy: taxonomy.hash, limit: String(limit) });
        const changes = changesSchema.parse(await getJson(`${base}/changes?${query}`));
        for (const product of changes.upserts) products.set(product.id, product);
        for (const id of changes.tombstones) products.delete(id);
        cursor = changes.cursor;
        taxonomy = changes.taxonomy ?? taxonomy;
        answers.push(changes);
        if (!changes.more) return answers;
      }
    },
    async until(claim) {
      const deadline = performance.now() + ARRIVAL_MS;
      for (;;) {
        await reader.catchUp();
        if (claim()) return;
        if (performance.now() > deadline) throw new Error(`It did not come true within ${ARRIVAL_MS} ms: ${claim}`);
        await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      }
    },
  };
  await untilBuilt(`${base}/manifest`);
  await reader.install();
  return reader;
}

/** A region that was just made answers 404 until this process has heard of it, and 503 until its first snapshot is there. */
async function untilBuilt(url: string, withinMs = 30_000): Promise<void> {
  const deadline = performance.now() + withinMs;
  while ([404, 503].includes((await fetch(url)).status)) {
    if (performance.now() > deadline) throw new Error(`${url} was not built within ${withinMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

async function getJson(url: string): Promise<unknown> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return response.json();
}
