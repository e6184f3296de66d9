import type { Fetcher } from '../ports/fetcher.js';
import type { CatalogProduct, CatalogVariant, Taxonomy } from '../protocol/catalog.js';
import type { ProductCard } from './card.js';
import { readChanges } from './changes.js';
import { installCatalog, type InstallProgress } from './install.js';
import { readFeed } from './read-feed.js';
import type { CatalogStore, Replica } from './replica.js';
import { selectCards, type CardPage, type CardQuery } from './select-cards.js';

export type CatalogState = 'empty' | 'installing' | 'ready';

export type CatalogDeps = {
  db: CatalogStore;
  fetcher: Fetcher;
  /** Region slug. */
  region: string;
  signal: AbortSignal;
};

export type Catalog = {
  state(): Promise<CatalogState>;
  /** Fetches the newest snapshot. Stopped or failed, the next call goes on where it ended. */
  install(options?: { onProgress?: (progress: InstallProgress) => void }): Promise<void>;
  /** Brings the replica up to date; installs it when it is missing or cannot be brought up to date. */
  update(): Promise<{ upserts: number; tombstones: number }>;
  product(handle: string): Promise<CatalogProduct | undefined>;
  /** Empty while there is no replica: ask `state` first. */
  list(query: CardQuery): Promise<CardPage>;
  taxonomy(): Promise<Taxonomy | undefined>;
  variant(id: string): Promise<{ product: CatalogProduct; variant: CatalogVariant } | undefined>;
  meta(): Promise<{ currency: string; pricesIncludeTax: boolean } | undefined>;
  /** Calls back now and after every change, in any tab. */
  watch(listener: (change: { state: CatalogState; version: number }) => void): () => void;
};

export function createCatalog({ db, fetcher, region, signal }: CatalogDeps): Catalog {
  const feed = readFeed(fetcher, region, signal);
  let cards: { gen: string; version: number; all: ProductCard[] } | null = null;
  let lastWork: Promise<unknown> = Promise.resolve();

  /** Install and update of one tab never overlap; those of two tabs may, the store keeps them apart. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = lastWork.then(work);
    lastWork = result.catch(() => undefined);
    return result;
  }

  async function cardsOf({ gen, version }: Replica): Promise<ProductCard[]> {
    if (cards?.gen !== gen || cards.version !== version) cards = { gen, version, all: await db.cards(gen) };
    return cards.all;
  }

  async function stateOf(replica: Replica | null): Promise<CatalogState> {
    if (replica) return 'ready';
    return (await db.isStarted()) ? 'installing' : 'empty';
  }

  async function update(): Promise<{ upserts: number; tombstones: number }> {
    const replica = await db.replica();
    const outcome = replica && (await readChanges(db, feed, replica));
    if (outcome?.kind === 'updated') return outcome;
    let installed = 0;
    await installCatalog(db, feed, ({ products }) => (installed = products));
    // The snapshot is some minutes old as well.
    const fresh = await db.replica();
    const since = fresh && (await readChanges(db, feed, fresh));
    if (since?.kind !== 'updated') return { upserts: installed, tombstones: 0 };
    return { upserts: installed + since.upserts, tombstones: since.tombstones };
  }

  return {
    state: async () => stateOf(await db.replica()),
    install: (options) => inTurn(() => installCatalog(db, feed, options?.onProgress)),
    update: () => inTurn(update),
    async product(handle) {
      const replica = await db.replica();
      return replica ? db.product(replica.gen, handle) : undefined;
    },
    async list(query) {
      const replica = await db.replica();
      return selectCards(replica ? await cardsOf(replica) : [], query);
    },
    taxonomy: async () => (await db.replica())?.taxonomy,
    async variant(id) {
      const replica = await db.replica();
      const product = replica ? await db.productOfVariant(replica.gen, id) : undefined;
      const variant = product?.variants.find((candidate) => candidate.id === id);
      return product && variant ? { product, variant } : undefined;
    },
    async meta() {
      const replica = await db.replica();
      return replica ? { currency: replica.currency, pricesIncludeTax: replica.pricesIncludeTax } : undefined;
    },
    watch: (listener) =>
      db.watch((replica) => {
        void stateOf(replica).then((state) => listener({ state, version: replica?.version ?? 0 }));
      }),
  };
}
