import { isMadeElsewhere } from './images';

/**
 * Paths the worker stays out of, with all below them: private, always fresh, or kept by the page itself in its database.
 * `/catalog` is here because the replica is the page's own cache of it.
 */
const NEVER = [
  '/api',
  '/catalog',
  '/admin',
  '/app',
  '/auth',
  '/store',
  '/hooks',
  '/healthz',
  '/service-worker.js',
  '/_app/version.json',
];

/** What search engines, feed readers and other sites are told, in every market: a shopper who looks wants it as it is, not the shell. */
const PUBLISHED = /^(\/[a-z]{2})?\/(sitemap[^/]*\.xml|robots\.txt|llms\.txt|feed\.xml|og\/.*)$/;

export function isNeverCached(request: Pick<Request, 'method' | 'headers'>, url: URL, origin: string): boolean {
  if (request.method !== 'GET' || request.headers.has('range')) return true;
  if (url.origin !== origin) return !isMadeElsewhere(url);
  if (PUBLISHED.test(url.pathname)) return true;
  return NEVER.some((path) => url.pathname === path || url.pathname.startsWith(`${path}/`));
}
