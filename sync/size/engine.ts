// What a page imports of the engine when it opens the device (storefront/src/lib/offline/create-device.ts), without the catalog.
export {
  browserClock,
  browserLifecycle,
  browserLive,
  browserLock,
  browserRandom,
  createEngine,
  databaseExists,
  DATABASE_PATIENCE_MS,
  enduring,
  fetchTransport,
  openDatabase,
} from '../src/index.js';
