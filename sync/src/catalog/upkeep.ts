import { SyncError } from '../errors.js';
import { plentiful, type DeviceConditions } from '../ports/device-conditions.js';
import type { Fetcher } from '../ports/fetcher.js';
import type { Lock } from '../ports/lock.js';
import { noPace, type Pace } from '../ports/pace.js';
import type { CatalogProduct, Digest } from '../protocol/catalog.js';
import { productDigest } from '../protocol/product-digest.js';
import { readChanges } from './changes.js';
import { installPartial, stageProducts, type Interests } from './install-partial.js';
import { installWhole, type InstallProgress } from './install.js';
import { planReplica } from './plan-replica.js';
import { MOST_WANTED, readFeed } from './read-feed.js';
import type { CatalogStore, Published, Replica } from './replica.js';
import { createReplicaReader } from './replica-reader.js';

/** About a week of a shop that is looked at an hour a day: a lost change shows after that many updates, without any clock. */
export const CHECK_EVERY = 500;

/** So many changes stored on top of a snapshot, and it is time for a newer one: they are kept in memory. */
const MOST_CHANGED = 2_000;

/** So many products of a partial replica that were replaced since, and their rows are written anew without them. */
export const MOST_REPLACED = 200;

/** Another tab that finishes first removes what is half built here. */
const ATTEMPTS = 3;

export type UpkeepDeps = {
  db: CatalogStore;
  fetcher: Fetcher;
  /** Region slug. */
  region: string;
  signal: AbortSignal;
  /** Saves two tabs from installing the same; nothing depends on it. */
  lock?: Lock;
  pace?: Pace;
  conditions?: DeviceConditions;
  interests?: Interests;
};

/** All that writes the replica. It may run in another thread than those who read it: they meet in the database. */
export type Upkeep = {
  install(onProgress: (progress: InstallProgress) => void): Promise<void>;
  update(): Promise<Updated>;
  /** Null when there was nothing to ask the shop for. */
  remember(handles: readonly string[]): Promise<Updated | null>;
  shrink(): Promise<void>;
};

export type Updated = { upserts: number; tombstones: number };

export function createUpkeep(deps: UpkeepDeps): Upkeep {
  const { db, fetcher, region, signal, lock, pace = noPace, conditions = plentiful } = deps;
  const interests = deps.interests ?? (() => Promise.resolve([]));
  const breathe = () => pace.breathe();
  const feed = readFeed(fetcher, region, signal, breathe);
  const reader = createReplicaReader(db, breathe);
  let lastWork: Promise<unknown> = Promise.resolve();

  /** Install and update of one tab never overlap; those of two tabs may, the store keeps them apart. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = lastWork.then(work);
    lastWork = result.catch(() => undefined);
    return result;
  }

  /** `seen` is what was in use when it was decided to install: another tab may have done it while we waited for our turn. */
  async function install(
    seen: string | null,
    {
      onProgress = () => {},
      distrust = false,
    }: { onProgress?: (progress: InstallProgress) => void; distrust?: boolean } = {},
  ): Promise<void> {
    const work = async () => {
      for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
        const active = await db.replica();
        if ((active?.gen ?? null) !== seen) return;
        const outcome = await build(active, onProgress, distrust);
        if (outcome === 'incomplete') {
          seen = (await db.replica())?.gen ?? null;
          continue;
        }
        await db.dropUnused(breathe);
        return;
      }
      throw new SyncError('catalog_invalid', 'the snapshot was taken away while it was being built');
    };
    signal.throwIfAborted();
    await (lock ? lock.run(`satchel:catalog:${region}`, signal, work) : work());
  }

  async function build(
    active: Replica | null,
    onProgress: (progress: InstallProgress) => void,
    distrust: boolean,
  ): Promise<Published> {
    const tools = { store: db, feed, breathe, onProgress };
    const manifest = await feed.manifest();
    const has = active ? (active.isPartial ? 'partial' : 'full') : 'nothing';
    const plan = planReplica(manifest, await conditions.read(), has);
    const partly = async (most: number) => {
      const current = await db.replica();
      const known = current?.isPartial ? await productsOf(current) : [];
      return installPartial(tools, manifest, current?.gen ?? null, { most, interests: await interests(), known });
    };
    if (plan.kind === 'partial') return partly(plan.products);
    const whole = async () => installWhole(tools, manifest, (await db.replica())?.gen ?? null, { distrust });
    try {
      return await whole().catch(async (error: unknown) => {
        if (!isFull(error)) throw error;
        await conditions.makeRoom();
        return whole();
      });
    } catch (error) {
      if (!isFull(error) || has === 'full') throw error;
      // Not even without pictures: what was brought for a whole replica goes, and the device takes what it can keep.
      await db.dropStarted();
      const { room } = await conditions.read();
      const fitting = planReplica({ products: Infinity }, { savesData: false, battery: null, room }, 'nothing');
      return partly(fitting.kind === 'partial' ? fitting.products : 0);
    }
  }

  async function productsOf(replica: Replica): Promise<CatalogProduct[]> {
    const products: CatalogProduct[] = [];
    await reader.everyProduct(replica, (product) => products.push(product));
    return products;
  }

  async function update(): Promise<Updated> {
    const replica = await db.replica();
    if (!replica) return installAnew(null);
    const withDigest = !replica.isPartial && (await db.countUpdate()) >= CHECK_EVERY;
    const outcome = await readChanges(db, feed, replica, { withDigest });
    if (outcome.kind === 'must-refetch') return installAnew(replica.gen);
    const { upserts, tombstones, server } = outcome;
    if (server) {
      if (await hasDrifted(server)) await install(replica.gen, { distrust: true });
      await db.forgetUpdates();
    } else if (replica.isPartial ? await mayGrow() : (await reader.countChanged()).stored > MOST_CHANGED) {
      await install(replica.gen);
    } else if (replica.isPartial && replica.shards.length === 0) {
      const { products, stored } = await reader.countChanged();
      if (stored - products > MOST_REPLACED) await keepOnly(replica, await productsOf(replica));
    }
    return { upserts, tombstones };
  }

  async function installAnew(seen: string | null): Promise<Updated> {
    let upserts = 0;
    await install(seen, { onProgress: ({ products }) => (upserts = products) });
    return { upserts, tombstones: 0 };
  }

  /** Whether what is stored is not what the server says. Not known (another tab wrote meanwhile) counts as no. */
  async function hasDrifted({ digest, cursor }: { digest: Digest; cursor: string }): Promise<boolean> {
    const replica = await db.replica();
    if (!replica || replica.cursor !== cursor) return false;
    let products = 0;
    let sum = 0;
    const isWhole = await reader.everyProduct(replica, (product) => {
      products++;
      sum += productDigest(product);
    });
    return isWhole && (products !== digest.products || sum !== digest.sum);
  }

  /** Whether a partial replica could be more than that by now: charged, on another network, with room again. */
  async function mayGrow(): Promise<boolean> {
    const { savesData, battery, room } = await conditions.read();
    const catalog = { products: MOST_CHANGED };
    return planReplica(catalog, { savesData, battery, room }, 'partial').kind === 'full';
  }

  async function shrink(): Promise<void> {
    await conditions.makeRoom();
    const active = await db.replica();
    if (!active || active.isPartial) return db.dropStarted();
    const wanted = new Set(await interests());
    const kept = (await Promise.all([...wanted].slice(0, MOST_WANTED).map((handle) => reader.product(handle)))).filter(
      (product) => product !== undefined,
    );
    await keepOnly(active, kept);
  }

  /** What another tab writes meanwhile is fetched again: the cursor is the one from before. */
  async function keepOnly(active: Replica, products: readonly CatalogProduct[]): Promise<void> {
    const gen = await db.newGen();
    const rows = await stageProducts(db, gen, products);
    await db.publish(active.gen, { ...active, gen, shards: [], isPartial: true }, rows);
    await db.dropUnused(breathe);
  }

  async function remember(handles: readonly string[]): Promise<Updated | null> {
    const replica = await db.replica();
    if (!replica?.isPartial || handles.length === 0) return null;
    const { epoch, products } = await feed.products({ by: 'handle', names: handles.slice(0, MOST_WANTED) });
    if (epoch === replica.epoch) await db.remember(replica.gen, { upserts: products, tombstones: [] });
    return { upserts: products.length, tombstones: 0 };
  }

  return {
    install: (onProgress) => inTurn(async () => install((await db.replica())?.gen ?? null, { onProgress })),
    update: () => inTurn(update),
    remember,
    shrink: () => inTurn(shrink),
  };
}

const isFull = (error: unknown): boolean => error instanceof SyncError && error.code === 'storage_full';
