export * from './protocol/index.js';
export * from './catalog/index.js';
export { SyncError, type SyncProblem } from './errors.js';
export { createEngine, type CloseReason, type Engine, type EngineDeps, type Health } from './engine.js';
export { forget, leave, retire } from './sign-out.js';
export type { NoticeAction } from './notice-actions.js';
export type { OutboxEntry, OutboxExport } from './outbox-view.js';
export type { WishItem, WishView } from './wish-view.js';
export type { CartView, ViewLine, ViewPromotion } from './view.js';
export type { SyncStatus } from './status.js';
export type { LineHint } from './outbox/lane-state.js';
export type { LaneStore } from './outbox/store.js';
export type { CourierOutcome as DrainOutcome } from './outbox/courier.js';
export {
  DATABASE_PATIENCE_MS,
  databaseExists,
  databaseName,
  enduring,
  openCatalogDatabase,
  openDatabase,
  openExisting,
  type CatalogDb,
  type SatchelDb,
} from './db/index.js';
export { catalogOver, createCatalog, type Catalog, type CatalogState } from './catalog/catalog.js';
export { createUpkeep, type Upkeep, type UpkeepDeps } from './catalog/upkeep.js';
export { serveUpkeep } from './catalog/upkeep-worker.js';
export { upkeepInWorker, type WorkerUpkeepDeps } from './catalog/upkeep-in-worker.js';
export type { InstallProgress } from './catalog/install.js';
export type { Interests } from './catalog/install-partial.js';
export { finderInWorker } from './search/finder-in-worker.js';
export type { Finder } from './search/finder.js';
export { planReplica, type ReplicaPlan } from './catalog/plan-replica.js';
export type { CatalogStore, Replica } from './catalog/replica.js';
export * from './ports/index.js';
