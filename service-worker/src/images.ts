import { CacheExpiration } from 'workbox-expiration/CacheExpiration.js';
import { PICTURES } from './caches';

/** About 15 MB of renditions: what somebody has looked at lately. */
const MOST = 400;
const A_MONTH = 30 * 24 * 60 * 60;

const expiration = new CacheExpiration(PICTURES, { maxEntries: MOST, maxAgeSeconds: A_MONTH });

export const isPicture = (url: URL): boolean => url.pathname.startsWith('/img/');

/** Addresses of pictures are immutable, so a stored one is as good as the network. Offline, another size is better than none. */
export async function answerPicture(event: FetchEvent): Promise<Response> {
  const cache = await caches.open(PICTURES);
  const stored = await cache.match(event.request, { ignoreVary: true });
  if (stored) {
    event.waitUntil(expiration.updateTimestamp(event.request.url));
    return stored;
  }
  try {
    const response = await fetch(event.request);
    if (response.status === 200 && response.type === 'basic')
      event.waitUntil(keep(cache, event.request, response.clone()));
    return response;
  } catch (error) {
    const otherSize = await cache.match(event.request, { ignoreSearch: true, ignoreVary: true });
    if (otherSize) return otherSize;
    throw error;
  }
}

/** Pictures are the first to go when the device is full: never in the way of the outbox. */
async function keep(cache: Cache, request: Request, response: Response): Promise<void> {
  try {
    await cache.put(request, response);
    await expiration.updateTimestamp(request.url);
    await expiration.expireEntries();
  } catch (error) {
    if (!(error instanceof DOMException) || error.name !== 'QuotaExceededError') throw error;
    await dropPictures();
  }
}

export async function dropPictures(): Promise<boolean> {
  const hadAny = await caches.delete(PICTURES);
  await expiration.delete();
  return hadAny;
}
