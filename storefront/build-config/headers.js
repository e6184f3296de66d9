import { subscribe } from 'node:diagnostics_channel';

/** Headers of every answer, static files included. The content security policy is Kit's (`kit.csp`), because it hashes inline scripts. */
const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
};

/** What only a document obeys. A page comes with some forty small files, and each would carry it along for nothing. */
const DOCUMENT_HEADERS = {
  'x-frame-options': 'DENY',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(self)',
  'cross-origin-opener-policy': 'same-origin',
};

/** Files whose name says what is in them. */
const HASHED = '/_app/immutable/';

/** Files without a hash in their name: a cache on the way must ask every time, or a deploy never arrives. */
const ALWAYS_FRESH = new Set(['/service-worker.js', '/app-shell', '/_app/version.json', '/manifest.webmanifest']);

const A_DAY = 'public, max-age=86400';

/**
 * Cache header of a static file that has no hash in its name; undefined leaves it to whoever answers.
 * @param {string} pathname
 */
function cacheHeaderOf(pathname) {
  if (ALWAYS_FRESH.has(pathname)) return 'no-cache';
  return pathname.startsWith('/icons/') || pathname.startsWith('/screenshots/') ? A_DAY : undefined;
}

// adapter-node answers static files before Kit's hooks run and offers no place to set their headers; Node announces every request.
subscribe('http.server.request.start', (message) => {
  const { request, response } =
    /** @type {{ request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse }} */ (
      message
    );
  const pathname = (request.url ?? '').split('?', 1)[0] ?? '';
  const isHashed = pathname.startsWith(HASHED);
  const headers = isHashed ? SECURITY_HEADERS : { ...SECURITY_HEADERS, ...DOCUMENT_HEADERS };
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  const cache = cacheHeaderOf(pathname);
  if (cache) response.setHeader('cache-control', cache);
});
