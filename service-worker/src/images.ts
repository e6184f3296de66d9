import { CacheExpiration } from 'workbox-expiration/CacheExpiration.js';
import { PICTURES } from './caches';

/** About 15 MB of renditions: what somebody has looked at lately. */
const MOST = 400;
const A_MONTH = 30 * 24 * 60 * 60;

const expiration = new CacheExpiration(PICTURES, { maxEntries: MOST, maxAgeSeconds: A_MONTH });

/** One that Cloudinary makes. */
export const isMadeElsewhere = (url: URL): boolean =>
  __CLOUDINARY__ !== null && url.href.startsWith(__CLOUDINARY__.upload);

export const isPicture = (url: URL): boolean => url.pathname.startsWith('/img/') || isMadeElsewhere(url);

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
    // What was not asked for with CORS cannot be looked into: it may be an error, and counts for megabytes.
    if (response.status === 200 && (response.type === 'basic' || response.type === 'cors'))
      event.waitUntil(keep(cache, event.request, response.clone()));
    return response;
  } catch (error) {
    const otherSize = await otherSizeOf(cache, event.request);
    if (otherSize) return otherSize;
    throw error;
  }
}

/** Another rendition of the same picture: its name is the last part of the address, wherever the size stands. */
async function otherSizeOf(cache: Cache, { url }: Request): Promise<Response | undefined> {
  const name = nameOf(url);
  const other = (await cache.keys()).find((stored) => nameOf(stored.url) === name);
  return other && cache.match(other, { ignoreVary: true });
}

const nameOf = (address: string): string => new URL(address).pathname.split('/').at(-1) ?? '';

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
