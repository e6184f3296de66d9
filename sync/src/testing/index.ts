export { FakeClock } from './fake-clock.js';
export { FakeLifecycle } from './fake-lifecycle.js';
export { FakeLive } from './fake-live.js';
export { FakeLock, noLock } from './fake-lock.js';
export { LedgerServer, json, type Effect } from './ledger-server.js';
export { seededRandom } from './seeded-random.js';
export { FeedServer } from './feed-server.js';
export { richProduct } from './rich-product.js';
export { shopProduct } from './shop-product.js';
export { sampleProduct } from './sample-product.js';
export { MemoryLaneStore } from './memory-lane-store.js';
/** For a bench that drives the built engine in a page. */
export type SyncBuild = typeof import('../index.js');
export type SearchBuild = typeof import('../search/index.js');
export type { Catalog } from '../catalog/catalog.js';
export type { CardQuery } from '../catalog/card-query.js';
export { SearchIndex } from '../search/search-index.js';
export { bucketOf } from '../protocol/catalog.js';
