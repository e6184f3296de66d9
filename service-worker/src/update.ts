import { sweepGenerations } from './generations';
import type { WorkerMessage } from './messages';
import { dropPictures } from './images';
import { restoreFiles } from './precache';
import { worker } from './scope';

/** The new worker takes over only when the shopper agrees, or when no page is left. */
export async function hear(message: WorkerMessage, port?: MessagePort): Promise<void> {
  if (message.type === 'drop-pictures') return port?.postMessage(await dropPictures());
  if (message.type === 'skip-waiting') return worker.skipWaiting();
  if (message.type === 'adopt') return worker.clients.claim();
  await restoreFiles();
  await sweepGenerations();
}

export async function takeOver(): Promise<void> {
  await worker.registration.navigationPreload?.enable();
  await worker.clients.claim();
}
