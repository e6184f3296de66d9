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

export function isNeverCached(request: Pick<Request, 'method' | 'headers'>, url: URL, origin: string): boolean {
  if (request.method !== 'GET' || url.origin !== origin || request.headers.has('range')) return true;
  return NEVER.some((path) => url.pathname === path || url.pathname.startsWith(`${path}/`));
}
