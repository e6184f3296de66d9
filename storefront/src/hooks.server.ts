import { randomUUID } from 'node:crypto';
import { building } from '$app/environment';
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit';
import { ANNOUNCEMENT } from '$lib/announcement';
import { marketOf } from '$lib/i18n/market';
import { logProblem } from '$lib/server/log';
import { getServices, startServices } from '$lib/server/services';

export const init: ServerInit = async () => {
  if (!building) await startServices(process.env);
};

export const handle: Handle = async ({ event, resolve }) => {
  const { language, dir } = marketOf(event.url.pathname);
  const response = await resolve(event, {
    transformPageChunk: ({ html }) =>
      html
        .replace('%satchel.lang%', language)
        .replace('%satchel.dir%', dir)
        .replace('%satchel.bar%', ANNOUNCEMENT)
        .replace('%satchel.observes%', building ? '' : getServices().collectors.observes.join(' ')),
  });
  // The address is the key to somebody's wishes: no other site is told it, no search engine keeps it.
  if (event.route.id?.includes('/w/[token]')) {
    response.headers.set('referrer-policy', 'same-origin');
    response.headers.set('x-robots-tag', 'noindex');
  }
  if (isPage(response)) response.headers.set('cache-control', cacheHeaderOf(event.route.id, response.status));
  // What a form is answered may hold an address or a cookie, and who answers says nothing of keeping it.
  else if (!response.headers.has('cache-control')) response.headers.set('cache-control', NOT_KEPT);
  return response;
};

export const handleError: HandleServerError = ({ error, status, message }) => {
  const id = randomUUID();
  if (status >= 500) {
    logProblem(error, id);
    void getServices().collectors.reportError(error, id);
  }
  return { message, id };
};

const isPage = (response: Response): boolean => response.headers.get('content-type')?.startsWith('text/html') ?? false;

/** Shop pages are the same for everybody; a cache on the way may keep them for a moment, a browser asks with its etag. */
function cacheHeaderOf(routeId: string | null, status: number): string {
  if (status !== 200 || routeId === null || PRIVATE.test(routeId)) return NOT_KEPT;
  return 'public, max-age=0, s-maxage=30';
}

const NOT_KEPT = 'private, no-store';
/** Of one person, or with a form that has a name of its own. */
const PRIVATE = /\/(account|checkout|w|contact|review)(\/|$)/;
