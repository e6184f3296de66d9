import {
  browserClock,
  browserLifecycle,
  browserLock,
  browserRandom,
  createCatalog,
  createEngine,
  fetchTransport,
  httpFetcher,
  openCatalogDatabase,
  openDatabase,
} from 'sync';
import type { Device } from './device';
import { watchReach, type ReachReport } from './reach';

/** Puts the engine and the catalog together for a page. Loaded apart: it brings the database library. */
export function createDevice(region: string, report: ReachReport): Device {
  const send = watchReach(
    (...request) => fetch(...request),
    report,
    () => navigator.onLine,
  );
  // Both live as long as the page does.
  const { signal } = new AbortController();
  return {
    engine: createEngine({
      db: openDatabase(),
      transport: fetchTransport('/api/sync', send),
      clock: browserClock,
      lock: browserLock,
      random: browserRandom,
      lifecycle: browserLifecycle,
      signal,
      region,
    }),
    catalog: createCatalog({ db: openCatalogDatabase(region), fetcher: httpFetcher('', send), region, signal }),
  };
}
