import { MARKETS } from 'sync/protocol';
import { expect, it } from 'vitest';
import { localizePath } from '$lib/i18n/market';
import { robotsTxt } from './robots';

const lines = robotsTxt('https://shop.example').split('\n');
const closed = lines.flatMap((line) => /^Disallow: (.+)$/.exec(line)?.[1] ?? []);
const isClosed = (path: string) =>
  closed.some((rule) => (rule.endsWith('$') ? path === rule.slice(0, -1) : path.startsWith(rule)));

it('opens the shop in every market and closes what is of one person', () => {
  for (const market of MARKETS) {
    for (const path of [
      '/',
      '/products',
      '/c/app',
      '/p/account',
      '/about',
      '/search',
      '/feed.xml',
      '/og/shop.jpg',
      '/img/a.png',
    ])
      expect([path, isClosed(localizePath(market, path))]).toEqual([path, false]);
    for (const path of ['/account', '/account/orders', '/checkout'])
      expect([path, isClosed(localizePath(market, path))]).toEqual([path, true]);
  }
  for (const path of [
    '/api/sync',
    '/catalog/eu/manifest',
    '/admin',
    '/app',
    '/app/orders',
    '/store/carts',
    '/app-shell',
  ])
    expect([path, isClosed(path)]).toEqual([path, true]);
});

it('says where the sitemap is', () => {
  expect(lines[0]).toBe('User-agent: *');
  expect(lines).toContain('Sitemap: https://shop.example/sitemap.xml');
});
