import type { CardPage, CardQuery } from './card-query.js';
import { noPace, type Pace } from '../ports/pace.js';
import type { CatalogProduct, CatalogVariant, Taxonomy } from '../protocol/catalog.js';
import type { InstallProgress } from './install.js';
import type { Finder } from '../search/finder.js';
import type { CatalogStore, Replica } from './replica.js';
import { createReplicaReader } from './replica-reader.js';
import { createUpkeep, type Updated, type Upkeep, type UpkeepDeps } from './upkeep.js';

/** `partial`: some products are here; one that is not may well be sold, so the server has to be asked. */
export type CatalogState = 'empty' | 'installing' | 'partial' | 'ready';

export type Catalog = {
  state(): Promise<CatalogState>;
  /** Fetches the newest snapshot, or what the device can spare of it. Stopped or failed, the next call goes on where it ended. */
  install(options?: { onProgress?: (progress: InstallProgress) => void }): Promise<void>;
  /** Brings the replica up to date; installs it when it is missing or cannot be brought up to date. */
  update(): Promise<Updated>;
  /** Undefined: not here. Only where the state is `ready` does it mean that it is not sold. */
  product(handle: string): Promise<CatalogProduct | undefined>;
  /** Empty while there is no replica: ask `state` first. `isComplete` is false where products may be missing. */
  list(query: CardQuery): Promise<CardPage & { isComplete: boolean }>;
  taxonomy(): Promise<Taxonomy | undefined>;
  variant(id: string): Promise<{ product: CatalogProduct; variant: CatalogVariant } | undefined>;
  meta(): Promise<{ currency: string; pricesIncludeTax: boolean } | undefined>;
  /** A partial replica fetches and keeps these from now on; elsewhere nothing happens. */
  remember(handles: readonly string[]): Promise<void>;
  /** Gives room back, for a full device: all but what the shopper cares about goes. */
  shrink(): Promise<void>;
  /** Calls back now and after every change, in any tab. */
  watch(listener: (change: { state: CatalogState; version: number }) => void): () => void;
};

/** Reads here, writes here. */
export const createCatalog = (deps: UpkeepDeps): Catalog => catalogOver({ ...deps, upkeep: createUpkeep(deps) });

/** Reads here what `upkeep` writes, wherever it does. */
export function catalogOver({
  db,
  upkeep,
  finder,
  pace = noPace,
}: {
  db: CatalogStore;
  upkeep: Upkeep;
  /** Answers lists that are looked for. Without it they are empty. */
  finder?: Finder | undefined;
  pace?: Pace | undefined;
}): Catalog {
  const reader = createReplicaReader(db, () => pace.breathe());

  async function stateOf(replica: Replica | null): Promise<CatalogState> {
    if (replica) return replica.isPartial ? 'partial' : 'ready';
    return (await db.storedShards()).size > 0 ? 'installing' : 'empty';
  }

  return {
    state: async () => stateOf(await db.replica()),
    install: ({ onProgress = () => {} } = {}) => upkeep.install(onProgress),
    update: () => upkeep.update(),
    product: (handle) => reader.product(handle),
    async list(query) {
      const { text } = query;
      const page = await (text === undefined ? reader.list(query) : finder?.list({ ...query, text }));
      const isComplete = (await db.replica())?.isPartial === false;
      return { cards: [], total: 0, ...page, isComplete };
    },
    taxonomy: async () => (await db.replica())?.taxonomy,
    async variant(id) {
      const product = await reader.productOfVariant(id);
      const variant = product?.variants.find((candidate) => candidate.id === id);
      return product && variant ? { product, variant } : undefined;
    },
    async meta() {
      const replica = await db.replica();
      return replica ? { currency: replica.currency, pricesIncludeTax: replica.pricesIncludeTax } : undefined;
    },
    async remember(handles) {
      if (handles.length > 0 && (await db.replica())?.isPartial) await upkeep.remember(handles);
    },
    shrink: () => upkeep.shrink(),
    watch: (listener) =>
      db.watch((replica) => {
        void stateOf(replica).then((state) => listener({ state, version: replica?.version ?? 0 }));
      }),
  };
}
