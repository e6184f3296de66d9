import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ensureBuilt, freePort, makeNextBuild, startShop, type ShopOptions } from './support/built-shop';
import { startFakeCollectors } from './support/fake-collectors';
import { startFakeBackend, type FakeBackend } from './support/fake-backend';
import { versionOfSources } from '../build-config/version.js';
import { productNumbers } from './support/products';

const BUILD_MS = 180_000;
/** What is loaded last takes its time on a busy machine. */
const LATE = { timeout: 15_000 };
const DEEP = '/nowhere/at/all';

let browser: Browser;
let backend: FakeBackend;
let dataDirectory: string;
let port: number;
let shop: Awaited<ReturnType<typeof startShop>>;

const start = async (what: Pick<ShopOptions, 'build' | 'folder' | 'env'> = {}) => {
  shop = await startShop({ ...what, port, backendUrl: backend.url, dataDirectory });
};

beforeAll(async () => {
  await ensureBuilt('build');
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking'],
  });
}, BUILD_MS);

afterAll(() => browser.close());

beforeEach(async () => {
  backend = await startFakeBackend({ products: productNumbers(30) });
  dataDirectory = await mkdtemp(join(tmpdir(), 'satchel-shop-'));
  port = await freePort();
  await start();
});

afterEach(async () => {
  await shop.kill();
  await backend.close();
  await rm(dataDirectory, { recursive: true, force: true });
});

describe('the built worker', () => {
  const script = async () => readFile(join(await ensureBuilt('build'), 'client/service-worker.js'), 'utf8');

  test('holds its list of files, and every one of them answers', async () => {
    const code = await script();
    expect(code).not.toContain('__WB_MANIFEST');
    const addresses = [...code.matchAll(/"url":"([^"]+)"/g)].map(([, url]) => String(url));
    expect(addresses.length).toBeGreaterThan(15);
    expect(addresses).toContain('app-shell');
    expect(addresses.filter((address) => address.includes('version.json'))).toEqual([]);
    // Of the workers of pages only the one that is of use without a network.
    const workers = addresses.filter((address) => address.includes('workers/'));
    expect(workers).toEqual([expect.stringContaining('workers/search-worker')]);
    const statuses = await Promise.all(
      addresses.map(async (address) => [address, (await fetch(`${shop.url}/${address}`)).status]),
    );
    expect(statuses.filter(([, status]) => status !== 200)).toEqual([]);
  });

  test('is small', async () => {
    expect(brotliCompressSync(await script()).byteLength).toBeLessThan(12_000);
  });

  test('is asked for anew every time, hashed files never again', async () => {
    const cacheOf = async (path: string) => (await fetch(shop.url + path)).headers.get('cache-control');
    const hashed = /"url":"(_app\/immutable\/[^"]+)"/.exec(await script())?.[1];
    expect(await cacheOf('/service-worker.js')).toBe('no-cache');
    expect(await cacheOf(`/${hashed}`)).toContain('immutable');
  });
});

test('the server sends its safety headers with pages and files, and no person with a page', async () => {
  for (const path of ['/', '/service-worker.js', '/app-shell', '/api/catalog/eu/taxonomy']) {
    const { headers } = await fetch(shop.url + path);
    expect([path, headers.get('x-content-type-options'), headers.get('set-cookie')]).toEqual([path, 'nosniff', null]);
  }
  const { headers } = await fetch(shop.url);
  expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*connect-src 'self'/);
  expect(headers.get('cache-control')).toContain('public');
});

test('files of a build that is gone are still to be had, and of nothing else', async () => {
  const next = await makeNextBuild('next');
  const script = await readFile(join(next, 'client/service-worker.js'), 'utf8');
  const chunk = /"url":"(_app\/immutable\/[^"]+\.js)"/.exec(script)?.[1];
  const ask = () => fetch(`${shop.url}/${chunk}`, { headers: { 'accept-encoding': 'br' } });
  const before = await ask();
  for (const ending of ['', '.br', '.gz']) await rm(`${next}/client/${chunk}${ending}`);
  await shop.kill();
  await start({ folder: next });
  const after = await ask();
  expect([after.status, (await after.text()) === (await before.text())]).toEqual([200, true]);
  for (const name of ['content-type', 'content-encoding', 'x-content-type-options'])
    expect([name, after.headers.get(name)]).toEqual([name, before.headers.get(name)]);
  expect(after.headers.get('cache-control')).toContain('immutable');
  for (const path of [
    '_app/immutable/entry/none.js',
    '_app/immutable/..%2f..%2fversion.json',
    `_app/immutable/x/${chunk}`,
  ])
    expect([path, (await fetch(`${shop.url}/${path}`)).status]).toEqual([path, 404]);
  const answer = await fetch(`${shop.url}/${chunk}`, { method: 'HEAD', headers: { 'accept-encoding': 'identity' } });
  expect([answer.status, answer.headers.get('content-encoding')]).toEqual([200, null]);
});

describe('in a browser', () => {
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];

  beforeEach(async () => {
    context = await browser.newContext();
    page = await context.newPage();
    complaints = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) complaints.push(message.text());
    });
  });

  afterEach(async () => {
    expect(complaints).toEqual([]);
    await context.close();
  });

  const install = async () => {
    await page.goto(shop.url);
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      if (!navigator.serviceWorker.controller) {
        await new Promise((controlled) =>
          navigator.serviceWorker.addEventListener('controllerchange', controlled, { once: true }),
        );
      }
    });
  };

  const cachesAndWorkers = () =>
    page.evaluate(async () => ({
      caches: await caches.keys(),
      workers: (await navigator.serviceWorker.getRegistrations()).length,
    }));

  /** Written by the client's router: a page that only came from a cache without script would not say it. */
  const untilBooted = () => page.waitForFunction(() => document.body.textContent?.includes('404'));

  test('the shell boots three levels deep with the server killed, also when the worker has to be started', async () => {
    await install();
    await shop.kill();
    const response = await page.goto(shop.url + DEEP);
    expect(response?.fromServiceWorker()).toBe(true);
    await untilBooted();
    const session = await context.newCDPSession(page);
    await session.send('ServiceWorker.enable');
    await session.send('ServiceWorker.stopAllWorkers');
    await page.goto(`${shop.url}${DEEP}/again`);
    await untilBooted();
  });

  test('files that the browser has evicted come back with the next visit', async () => {
    await install();
    await page.evaluate(() => caches.delete('satchel-files'));
    await page.reload();
    const stored = () => page.evaluate(async () => (await (await caches.open('satchel-files')).keys()).length);
    await expect.poll(stored, { timeout: 15_000 }).toBeGreaterThan(15);
  });

  test('nothing private is in any cache', async () => {
    await install();
    await page.evaluate(() => fetch('/api/catalog/eu/taxonomy').then((answer) => answer.text()));
    const stored = await page.evaluate(async () => {
      const names = await caches.keys();
      const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return requests.flat().map((request) => new URL(request.url).pathname);
    });
    expect(stored.length).toBeGreaterThan(15);
    expect(stored.filter((path) => /^\/(api|catalog|account|checkout)/.test(path))).toEqual([]);
  });

  test('a picture seen in one size is shown offline in another', async () => {
    await install();
    const load = (width: number) =>
      page.evaluate(async (w) => {
        const answer = await fetch(`/img/satchel-1.png?w=${w}&f=avif`);
        return [answer.status, answer.headers.get('content-type')];
      }, width);
    expect(await load(320)).toEqual([200, 'image/avif']);
    await expect
      .poll(() => page.evaluate(async () => (await (await caches.open('satchel-pictures')).keys()).length))
      .toBe(1);
    await shop.kill();
    expect(await load(800)).toEqual([200, 'image/avif']);
  });

  test('a new build waits until the shopper agrees, and leaves the files of the old one to pages that run it', async () => {
    await install();
    const other = await context.newPage();
    await other.goto(shop.url);
    const next = await makeNextBuild('next');
    await shop.kill();
    await start({ folder: next });
    await page.reload();
    const state = () =>
      page.evaluate(async () => {
        const registration = await navigator.serviceWorker.getRegistration();
        return { waiting: registration?.waiting?.state, isControlled: navigator.serviceWorker.controller !== null };
      });
    await expect.poll(state, { timeout: 15_000 }).toEqual({ waiting: 'installed', isControlled: true });

    const reloaded = page.waitForEvent('load');
    await page.getByRole('button', { name: 'Reload' }).click();
    await reloaded;
    await expect.poll(state).toEqual({ waiting: undefined, isControlled: true });
    const builds = () =>
      page.evaluate(async () => {
        const list = await (await caches.open('satchel-files')).match('/satchel-generations.json');
        return ((await list?.json()) as { build: string }[]).map(({ build }) => build);
      });
    await expect.poll(builds).toEqual(['next', versionOfSources()]);
  });

  test('nothing is observed before the shopper agrees, nor after that is taken back', async () => {
    const collectors = await startFakeCollectors();
    await shop.kill();
    await start({ env: collectors.env });
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(shop.url);
    const card = page.getByText('May we count this visit?');
    await card.waitFor();
    expect(collectors.taken).toEqual([]);
    expect(asked.filter((url) => /api\/(measure|errors)/.test(url))).toEqual([]);

    await page.getByRole('button', { name: 'Allow' }).click();
    await expect.poll(() => collectors.visits(), LATE).toEqual(['/']);
    await page.getByRole('link', { name: 'Journal' }).click();
    await expect.poll(() => collectors.visits(), LATE).toEqual(['/', '/journal']);
    await page.evaluate(() => void Promise.reject(new TypeError('of anna@example.com')));
    await expect.poll(() => collectors.errors(), LATE).toEqual(['TypeError: of [e-mail]']);

    await page.goto(`${shop.url}/legal/privacy`);
    await expect.poll(() => collectors.visits().length, LATE).toBe(3);
    await page.getByRole('button', { name: 'Take it back' }).click();
    await page.getByText('You have not agreed').waitFor();
    const before = collectors.taken.length;
    await page.getByRole('link', { name: 'Journal' }).click();
    await page.getByRole('heading', { level: 1, name: 'Journal' }).waitFor();
    await page.evaluate(() => void Promise.reject(new TypeError('unheard')));
    await expect.poll(() => complaints, LATE).toEqual(['of anna@example.com', 'unheard']);
    complaints = [];
    expect(await card.isVisible()).toBe(false);
    await page.goto('about:blank');
    expect(collectors.taken.slice(before)).toEqual([]);
    // Nobody but the shop was ever asked, and what passed on named no shopper.
    expect(asked.filter((url) => !url.startsWith(shop.url) && !/^(data|blob|about):/.test(url))).toEqual([]);
    await collectors.close();
  });

  test('the kill switch takes worker and caches away and leaves the databases', { timeout: BUILD_MS }, async () => {
    await install();
    await page.evaluate(() => new Promise((done) => (indexedDB.open('kept').onsuccess = done)));
    expect((await cachesAndWorkers()).workers).toBe(1);
    await ensureBuilt('build/kill-switch');
    await shop.kill();
    await start({ build: 'build/kill-switch' });
    await page.goto(shop.url);
    await expect.poll(cachesAndWorkers, { timeout: 15_000 }).toEqual({ caches: [], workers: 0 });
    // Not the same page again: the worker reloads that one at any moment, and one of the two visits would be cut off.
    page = await context.newPage();
    await page.goto(shop.url);
    await page.waitForLoadState('networkidle');
    expect(await cachesAndWorkers()).toEqual({ caches: [], workers: 0 });
    expect(await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))).toContain('kept');
  });
});
