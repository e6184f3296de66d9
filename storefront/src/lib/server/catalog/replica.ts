import { StorefrontError, isCode } from '../errors';
import type { BackendSearch } from './backend-search';
import { loadCatalog, storeCatalog } from './catalog-file';
import type { Feed } from './feed';
import { installCatalog } from './install';
import type { RegionCatalog } from './region-catalog';
import type { ShardStore } from './shard-store';

const POLL_MS = 2_000;
const MAX_BACKOFF_MS = 30_000;
/** How much of the feed a crash may make us read again. */
const STORE_EVERY_MS = 10_000;

export type ReplicaDeps = {
  feed: Feed;
  shards: ShardStore;
  /** Asked for what is looked for, before the replica's own index. */
  search?: BackendSearch;
  path: string;
  signal: AbortSignal;
  wait: (ms: number, signal: AbortSignal) => Promise<void>;
  now: () => number;
  random: () => number;
  report: (problem: unknown) => void;
};

/** `absent`: the backend does not sell in this region. `empty`: no answer from the backend yet, ever. */
export type ReplicaState = 'empty' | 'ready' | 'absent';

/**
 * The storefront server's own copy of a region's catalog, fed like any device. A page is rendered from it without asking the
 * backend, and goes on being rendered while the backend is dead, also after a restart.
 *
 *   (file) ─load─┐
 *   empty ──install──▶ ready ──changes every 2 s──▶ ready
 *                        └─410 or new epoch──▶ install beside the old copy, then swap
 */
export class CatalogReplica {
  #catalog: RegionCatalog | undefined;
  #isAbsent = false;
  #mustInstall = false;
  #isDirty = false;
  #storedAt = 0;

  constructor(private readonly deps: ReplicaDeps) {}

  get catalog(): RegionCatalog | undefined {
    return this.#catalog;
  }

  get state(): ReplicaState {
    if (this.#catalog) return 'ready';
    return this.#isAbsent ? 'absent' : 'empty';
  }

  async load(): Promise<void> {
    this.#use(await loadCatalog(this.deps.path));
  }

  /** Follows the feed until the signal. */
  async run(): Promise<void> {
    const { signal, wait, random, report } = this.deps;
    let failures = 0;
    while (!signal.aborted) {
      try {
        await this.step();
        failures = 0;
      } catch (error) {
        if (signal.aborted) return;
        if (failures === 0) report(error);
        failures += 1;
      }
      const delayMs =
        failures === 0 ? POLL_MS : Math.min(MAX_BACKOFF_MS, POLL_MS * 2 ** failures) * (0.5 + random() / 2);
      await wait(delayMs, signal);
    }
  }

  /** One look at the feed: everything new is in when it resolves. */
  async step(): Promise<void> {
    try {
      if (this.#catalog && !this.#mustInstall) await this.#follow(this.#catalog);
      else await this.#install();
      this.#isAbsent = false;
    } catch (error) {
      if (isCode(error, 'must_refetch')) return this.#install();
      if (!isCode(error, 'not_found')) throw error;
      this.#isAbsent = true;
    }
    await this.#store();
  }

  #use(catalog: RegionCatalog | undefined): void {
    if (this.deps.search) catalog?.askFirst(this.deps.search);
    this.#catalog = catalog;
  }

  async #install(): Promise<void> {
    this.#mustInstall = true;
    this.#use(await installCatalog(this.deps.feed, this.deps.shards, this.deps.signal));
    this.#mustInstall = false;
    this.#isDirty = true;
    this.#storedAt = 0;
    await this.#store();
  }

  async #follow(catalog: RegionCatalog): Promise<void> {
    for (;;) {
      const { cursor, epoch, taxonomy } = catalog.head;
      const changes = await this.deps.feed.changes(cursor, taxonomy.hash, this.deps.signal);
      if (changes.epoch !== epoch) throw new StorefrontError('must_refetch', 'The catalog has a new epoch');
      if (changes.cursor !== cursor) {
        catalog.apply(changes);
        this.#isDirty = true;
      }
      if (!changes.more) return;
    }
  }

  async #store(): Promise<void> {
    if (!this.#catalog || !this.#isDirty || this.deps.now() - this.#storedAt < STORE_EVERY_MS) return;
    this.#isDirty = false;
    this.#storedAt = this.deps.now();
    await storeCatalog(this.deps.path, this.#catalog);
  }
}
