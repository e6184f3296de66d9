import type { CatalogDb, Relief } from 'sync';
import type { WorkerMessage } from 'service-worker/messages';

const WORKER_ANSWER_MS = 3_000;

/** What this device can do without when the outbox needs its room: pictures first, then the catalog. Both come again by themselves. */
export const reliefs = (catalog: CatalogDb): Relief[] => [dropPictures, () => dropCatalog(catalog)];

/** The worker put them there and keeps the books on them. */
function dropPictures(): Promise<boolean> {
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

async function dropCatalog(catalog: CatalogDb): Promise<boolean> {
  const isThere = (await catalog.isStarted()) || (await catalog.replica()) !== null;
  if (isThere) await catalog.delete();
  return isThere;
}
