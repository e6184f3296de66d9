import { sweepGenerations } from './generations';
import type { WorkerMessage } from './messages';
import { worker } from './scope';

/** The new worker takes over only when the shopper agrees, or when no page is left. */
export async function hear(message: WorkerMessage): Promise<void> {
  if (message.type === 'skip-waiting') await worker.skipWaiting();
  else await sweepGenerations();
}

export async function takeOver(): Promise<void> {
  await worker.registration.navigationPreload?.enable();
  await worker.clients.claim();
}
