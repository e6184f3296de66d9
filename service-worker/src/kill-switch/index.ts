import { worker } from '../scope';

// The worker that ends all workers, for the day a broken one is out there: it takes over at once, takes the caches away and
// unregisters itself. Databases stay, because the outbox may hold changes that were never sent.

worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()));

worker.addEventListener('activate', (event) => event.waitUntil(leave()));

async function leave(): Promise<void> {
  for (const name of await caches.keys()) await caches.delete(name);
  await worker.registration.unregister();
  // Reloaded, a page is served by the network alone. One that is just leaving cannot be reloaded and need not be.
  for (const page of await worker.clients.matchAll({ type: 'window' }))
    await page.navigate(page.url).catch(() => undefined);
}
