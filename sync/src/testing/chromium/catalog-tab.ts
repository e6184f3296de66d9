import { catalogOver, type Catalog } from '../../catalog/catalog.js';
import { upkeepInWorker } from '../../catalog/upkeep-in-worker.js';
import { openCatalogDatabase } from '../../db/index.js';
import { browserClock } from '../../ports/browser/clock.js';
import { browserConditions } from '../../ports/browser/device-conditions.js';
import { startedThread } from '../../ports/browser/thread.js';
import type { Relief } from '../../ports/relief.js';
import type { WorkerCatalog } from './catalog-worker.js';

const PICTURES = 'pictures';

/** The catalog of a tab as a shop has it: read here, written by a worker of its own, with pictures that can be thrown out. */
export type CatalogTab = {
  catalog: Catalog;
  /** Pictures, then the catalog. */
  reliefs: readonly Relief[];
};

export function openCatalogTab(
  about: WorkerCatalog,
  interests: readonly string[],
  noted: (what: string, relief: Relief) => Relief,
): CatalogTab {
  const db = openCatalogDatabase(about.region);
  const dropPictures = noted('pictures', () => caches.delete(PICTURES));
  const upkeep = upkeepInWorker({
    start: () => startedThread(new Worker('/catalog-worker.js', { name: JSON.stringify(about) })),
    inPage: () => Promise.reject(new Error('the worker did not start')),
    conditions: browserConditions(async () => void (await dropPictures())),
    interests: () => Promise.resolve(interests),
    clock: browserClock,
    signal: new AbortController().signal,
  });
  const catalog = catalogOver({ db, upkeep });
  const reliefs = [
    dropPictures,
    noted('catalog', async () => {
      const isThere = (await catalog.state()) !== 'empty';
      if (isThere) await db.delete();
      return isThere;
    }),
  ];
  return { catalog, reliefs };
}

export async function putPictures(bytes: number): Promise<void> {
  const pictures = await caches.open(PICTURES);
  for (let at = 0; at < bytes; at += 65_536) {
    await pictures.put(`/picture/${at}`, new Response(crypto.getRandomValues(new Uint8Array(65_536))));
  }
}
