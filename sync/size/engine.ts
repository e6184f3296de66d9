// What a page imports of the engine when it opens the device (storefront/src/lib/offline/create-device.ts), without the catalog.
import {
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

// A list, because the shop's bundle has these in one file with what uses them: it does not carry their names.
export default [
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
];
