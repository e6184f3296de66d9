import type { Catalog, CatalogDb, Relief } from 'sync';
import type { WorkerMessage } from 'service-worker/messages';

const WORKER_ANSWER_MS = 3_000;

/**
 * What this device can do without when the outbox needs its room: pictures first, then the catalog but for what the shopper cares
 * about, then that. All of it comes again by itself.
 */
export const reliefs = (db: CatalogDb, catalogOf: () => Catalog): Relief[] => [
  dropPictures,
  () => shrinkCatalog(catalogOf()),
  () => dropCatalog(db),
];

/** The worker put them there and keeps the books on them. */
export function dropPictures(): Promise<boolean> {
  const worker = (navigator.serviceWorker as ServiceWorkerContainer | undefined)?.controller;
  if (!worker) return Promise.resolve(false);
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    const timer = setTimeout(() => resolve(false), WORKER_ANSWER_MS);
    port1.onmessage = ({ data }: MessageEvent<boolean>) => {
      clearTimeout(timer);
      resolve(data);
    };
    worker.postMessage({ type: 'drop-pictures' } satisfies WorkerMessage, [port2]);
  });
}

async function shrinkCatalog(catalog: Catalog): Promise<boolean> {
  if ((await catalog.state()) !== 'ready') return false;
  // Shrinking writes a little before it frees much; where even that has no room, the whole catalog goes next.
  return catalog.shrink().then(
    () => true,
    () => false,
  );
}

async function dropCatalog(db: CatalogDb): Promise<boolean> {
  const isThere = (await db.storedShards()).size > 0 || (await db.replica()) !== null;
  if (isThere) await db.delete();
  return isThere;
}
