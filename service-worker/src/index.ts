import { drainInBackground, isOutboxTag, storeDrainScript } from './background-sync';
import type { WorkerMessage } from './messages';
import { installFiles } from './precache';
import { routeOf } from './routes';
import { worker } from './scope';
import { hear, takeOver } from './update';

worker.addEventListener('install', (event) => {
  storeDrainScript();
  event.waitUntil(installFiles());
});

worker.addEventListener('activate', (event) => event.waitUntil(takeOver()));

worker.addEventListener('message', (event) => event.waitUntil(hear(event.data as WorkerMessage, event.ports[0])));

worker.addEventListener('fetch', (event) => {
  const route = routeOf(event.request, worker.location.origin);
  if (route) event.respondWith(route.respond(event, new URL(event.request.url)));
});

worker.addEventListener('sync', (event) => {
  if (isOutboxTag(event.tag)) event.waitUntil(drainInBackground(event.tag));
});
