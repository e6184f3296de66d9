import {
  browserClock,
  browserConditions,
  browserLifecycle,
  browserLive,
  browserLock,
  browserPace,
  browserRandom,
  catalogOver,
  createEngine,
  DATABASE_PATIENCE_MS,
  enduring,
  fetchTransport,
  finderInWorker,
  introducedFetch,
  openCatalogDatabase,
  openDatabase,
  startedThread,
  upkeepInWorker,
  type Catalog,
  type Engine,
} from 'sync';
import { regionOfCatalog } from 'sync/protocol';
import type { Device } from './device';
import { forgetAnonymous, forgetLeft } from './forget';
import { handOver } from './hand-over';
import { dropPictures, reliefs } from './make-room';
import { isIntroduced } from './place';
import { watchReach, type ReachReport } from './reach';
import { startCatalogWorker, startSearchWorker } from './start-worker';
import { stayInPlace } from './stay-in-place';
import { tellReach } from './tell-reach';
import { wantedHandles } from './wanted-handles';

/** Puts the engine and the catalog together for a page. Loaded apart: it brings the database library. */
export function createDevice(catalogKey: string, report: ReachReport): Device {
  const region = regionOfCatalog(catalogKey);
  const readCookies = () => document.cookie;
  const introduced = introducedFetch({ lock: browserLock, isIntroduced: () => isIntroduced(readCookies()) });
  const watched = (send: typeof fetch) => watchReach(send, report, () => navigator.onLine);
  // Both live as long as the page does.
  const { signal } = new AbortController();
  const stay = stayInPlace(readCookies);
  const { principal, mark } = stay.place;
  const transport = fetchTransport('/api/sync', stay.sending(watched(introduced)));
  const catalogDb = openCatalogDatabase(catalogKey);
  const disk = openDatabase(principal ?? mark, undefined, { clock: browserClock, ms: DATABASE_PATIENCE_MS });
  void forgetLeft(stay.place);
  const db = enduring({
    disk,
    clock: browserClock,
    random: browserRandom,
    signal,
    reliefs: reliefs(catalogDb, () => catalog),
  });
  const ownEngine = createEngine({
    db,
    transport,
    clock: browserClock,
    lock: browserLock,
    random: browserRandom,
    lifecycle: browserLifecycle,
    live: browserLive(),
    signal,
    region,
    principal,
    mayBeKnown: () => principal !== null || isIntroduced(readCookies()),
  });
  const engine: Engine = stay.storing(ownEngine);
  const conditions = browserConditions(async () => void (await dropPictures()));
  const interests = () => wantedHandles(engine);
  const upkeep = upkeepInWorker({
    start: () => startedThread(startCatalogWorker(catalogKey)),
    inPage: async () => {
      const { upkeepInPage } = await import('./upkeep-in-page');
      return upkeepInPage({ db: catalogDb, region: catalogKey, signal, conditions, interests });
    },
    conditions,
    interests,
    clock: browserClock,
    signal,
  });
  const finder = finderInWorker({
    start: () => startedThread(startSearchWorker(catalogKey)),
    inPage: async () => {
      const { finderInPage } = await import('./finder-in-page');
      return finderInPage(catalogDb);
    },
    clock: browserClock,
  });
  const catalog: Catalog = catalogOver({
    db: catalogDb,
    finder,
    upkeep: tellReach(upkeep, report, () => navigator.onLine),
    pace: browserPace(),
  });
  const left = principal === null ? null : handOver({ transport, region, mark });
  return {
    engine,
    catalog,
    stay,
    left,
    async leave() {
      const { leave } = await import('./sign-out');
      const counts = await Promise.all([leave({ engine, db, clock: browserClock }), left?.leave() ?? 0]);
      return counts[0] + counts[1];
    },
    async forget() {
      engine.close();
      await disk.delete();
      await forgetAnonymous(mark);
    },
  };
}
