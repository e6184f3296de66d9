import { MARKETS } from 'sync/protocol';
import { localizePath } from '$lib/i18n/market';

/** Asked by programs of the shop only, or leading to the merchant's side. */
const MACHINERY = [
  '/api/',
  '/catalog/',
  '/store/',
  '/hooks/',
  '/auth/',
  '/admin',
  '/app/',
  '/app$',
  '/app-shell',
  '/healthz',
];

/** Of one person. Cart and wishlist are not here: they say `noindex` themselves, and to read that one must be let in. */
const PRIVATE = ['/account', '/checkout'];

export function robotsTxt(origin: string): string {
  const closed = [...MACHINERY, ...MARKETS.flatMap((market) => PRIVATE.map((path) => localizePath(market, path)))];
  const rules = closed.map((path) => `Disallow: ${path}\n`).join('');
  return `User-agent: *\n${rules}\nSitemap: ${origin}/sitemap.xml\n`;
}
