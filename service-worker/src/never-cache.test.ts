import { describe, expect, test } from 'vitest';
import { isNeverCached } from './never-cache';

const ORIGIN = 'https://shop.example';
const get = (path: string, init: { method?: string; headers?: Record<string, string> } = {}) =>
  isNeverCached({ method: init.method ?? 'GET', headers: new Headers(init.headers) }, new URL(path, ORIGIN), ORIGIN);

describe('the worker stays out of', () => {
  test.each([
    '/api/sync',
    '/api/catalog/eu/product/mug',
    '/catalog/eu/manifest',
    '/catalog',
    '/admin',
    '/admin/login',
    '/app/orders',
    '/auth/customer/passkey',
    '/store/carts',
    '/hooks/payment/stripe_stripe',
    '/healthz',
    '/robots.txt',
    '/llms.txt',
    '/sitemap.xml',
    '/sitemap-en-us-products-12.xml',
    '/feed.xml',
    '/de/feed.xml',
    '/ar/og/p/mug.jpg?v=1',
    '/service-worker.js',
    '/_app/version.json',
    'https://elsewhere.example/img/mug.png',
    'http://shop.example/img/mug.png',
    'https://res.cloudinary.com/another/image/upload/w_320/satchel/mug.png',
  ])('%s', (path) => expect(get(path)).toBe(true));

  test('anything but GET', () => expect(get('/products/mug', { method: 'POST' })).toBe(true));
  test('parts of files', () => expect(get('/img/film.mp4', { headers: { range: 'bytes=0-1' } })).toBe(true));
});

describe('the worker serves', () => {
  test.each([
    '/',
    '/p/mug',
    '/de/p/mug',
    '/catalogue-of-ideas',
    '/apiary',
    '/application',
    '/app-shell',
    '/p/robots.txt',
    '/feed.xml/more',
    '/ogre',
    '/img/mug.png?w=320&f=avif',
    'https://res.cloudinary.com/demo/image/upload/c_limit,f_avif,q_auto,w_320/satchel/mug.png',
  ])('%s', (path) => expect(get(path)).toBe(false));
});
