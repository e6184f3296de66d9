import { describe, expect, test } from 'vitest';
import { answerPicture } from './images';
import { answerNavigation } from './navigation';
import { answerFile } from './precache';
import { routeOf } from './routes';

const ORIGIN = 'https://shop.example';

/** `mode` cannot be set to "navigate" by a constructor. */
function request(path: string, mode: RequestMode = 'no-cors'): Request {
  const made = new Request(new URL(path, ORIGIN));
  Object.defineProperty(made, 'mode', { value: mode });
  return made;
}

const responderOf = (path: string, mode?: RequestMode) => routeOf(request(path, mode), ORIGIN)?.respond;

describe('routes', () => {
  test.each(['/', '/p/mug', '/de/c/bags?sort=newest', '/account/orders', '/checkout'])('navigation to %s', (path) => {
    expect(responderOf(path, 'navigate')).toBe(answerNavigation);
  });

  test.each([
    '/_app/immutable/entry/start.abc.js',
    '/_app/immutable/chunks/of-an-older-build.js',
    '/icons/icon-192.png',
    '/icons/icon-192.png?v=2',
  ])('file %s', (path) => {
    expect(responderOf(path)).toBe(answerFile);
  });

  test('pictures', () => expect(responderOf('/img/mug.png?w=320&f=avif')).toBe(answerPicture));

  test.each([
    '/api/sync',
    '/catalog/eu/manifest',
    '/robots.txt',
    '/icons/unknown.png',
    '/app-shell',
    '/_app/version.json',
  ])('nothing for %s', (path) => expect(responderOf(path)).toBeUndefined());

  test.each(['/sitemap.xml', '/de/feed.xml', '/og/p/mug.jpg'])('nothing for a navigation to %s', (path) =>
    expect(responderOf(path, 'navigate')).toBeUndefined(),
  );

  test('nothing for a navigation to the admin', () => expect(responderOf('/admin', 'navigate')).toBeUndefined());
});
