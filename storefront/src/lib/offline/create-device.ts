import {
  browserClock,
  browserLifecycle,
  browserLive,
  browserLock,
  browserRandom,
  createCatalog,
  createEngine,
  DATABASE_PATIENCE_MS,
  enduring,
  fetchTransport,
  httpFetcher,
  openCatalogDatabase,
  openDatabase,
} from 'sync';
import type { Device } from './device';
import { introduceFirst, isIntroduced } from './introduction';
import { reliefs } from './make-room';
import { watchReach, type ReachReport } from './reach';

/** Puts the engine and the catalog together for a page. Loaded apart: it brings the database library. */
export function createDevice(region: string, report: ReachReport): Device {
  const plain: typeof fetch = (...request) => fetch(...request);
  const readCookies = () => document.cookie;
  const watched = (send: typeof fetch) => watchReach(send, report, () => navigator.onLine);
  // Both live as long as the page does.
  const { signal } = new AbortController();
  const catalogDb = openCatalogDatabase(region);
  const disk = openDatabase('default', undefined, { clock: browserClock, ms: DATABASE_PATIENCE_MS });
  return {
    engine: createEngine({
      db: enduring({ disk, clock: browserClock, random: browserRandom, signal, reliefs: reliefs(catalogDb) }),
      transport: fetchTransport('/api/sync', watched(introduceFirst(plain, readCookies))),
      clock: browserClock,
      lock: browserLock,
      random: browserRandom,
      lifecycle: browserLifecycle,
      live: browserLive(),
      signal,
      region,
      mayBeKnown: () => isIntroduced(readCookies()),
    }),
    catalog: createCatalog({
      db: catalogDb,
      fetcher: httpFetcher('', watched(plain)),
      region,
      signal,
    }),
  };
}
