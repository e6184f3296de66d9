// What a page bundles of the engine, without the catalog.
export {
  actionsOf,
  browserChannel,
  browserClock,
  browserLifecycle,
  browserLock,
  browserRandom,
  createEngine,
  enduring,
  fetchTransport,
  forget,
  leave,
  openDatabase,
  retire,
} from '../src/index.js';
