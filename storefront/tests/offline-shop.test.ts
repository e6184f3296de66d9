import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import type { PageSyncRequest } from 'sync/protocol';
import { LedgerServer } from 'sync/testing';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { ensureBuilt, freePort, startShop } from './support/built-shop';
import { startFakeBackend, type FakeBackend } from './support/fake-backend';
import { productNumbers } from './support/products';

const BUILD_MS = 180_000;

let browser: Browser;
let backend: FakeBackend;
let ledger: LedgerServer;
let backendPort: number;
let dataDirectory: string;
let port: number;
let shop: Awaited<ReturnType<typeof startShop>>;
let context: BrowserContext;
let page: Page;

const start = async () => {
  shop = await startShop({ port, backendUrl: backend.url, dataDirectory });
};

const startBackend = async () => {
  backend = await startFakeBackend({ port: backendPort, products: productNumbers(30) });
  const bags = { handle: 'bags', name: 'Bags', description: '', parent: null, rank: 0 };
  backend.setTaxonomy({ hash: 'bags-only', categories: [bags], collections: [] });
  backend.onSync((_request, body, response) => {
    const { secret, ...request } = JSON.parse(body) as PageSyncRequest & { secret: string };
    const answer = ledger.handle(request, secret);
    response.writeHead(answer.status, { 'content-type': answer.contentType }).end(answer.body);
  });
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
  ledger = new LedgerServer();
  backendPort = await freePort();
  port = await freePort();
  dataDirectory = await mkdtemp(join(tmpdir(), 'satchel-shop-'));
  await startBackend();
  await start();
  context = await browser.newContext({ locale: 'en' });
  page = await context.newPage();
});

afterEach(async () => {
  await context.close();
  await shop.kill();
  await backend.close();
  await rm(dataDirectory, { recursive: true, force: true });
});

/** A first visit that ends with worker and catalog on the device. */
async function install(): Promise<void> {
  const catalogWorker = page.waitForEvent('worker');
  await page.goto(shop.url);
  await expect
    .poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null), { timeout: 15_000 })
    .toBe(true);
  await expect.poll(hasReplica, { timeout: 15_000 }).toBe(true);
  expect((await catalogWorker).url()).toContain('/workers/catalog-worker');
  const fetched = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  expect(fetched.filter((name) => name.includes('/shards/'))).toEqual([]);
}

const hasReplica = () =>
  page.evaluate(
    () =>
      new Promise<boolean>((resolve) => {
        const opening = indexedDB.open('satchel:catalog:eu');
        opening.onupgradeneeded = () => opening.transaction?.abort();
        opening.onerror = () => resolve(false);
        opening.onsuccess = () => {
          const db = opening.result;
          const reading = db.transaction('meta').objectStore('meta').get('replica');
          reading.onsuccess = () => {
            db.close();
            resolve(reading.result !== undefined);
          };
        };
      }),
  );

const addToCart = async (to: Page, handle: string) => {
  await to.goto(`${shop.url}/p/${handle}`);
  await to.getByRole('radio', { name: 'S', exact: true }).check({ force: true });
  await to.getByRole('button', { name: 'Add to cart' }).click();
  await to
    .getByRole('status')
    .getByText(/satchel/i)
    .first()
    .waitFor();
};

const quantities = () => {
  const [secret] = new Set(ledger.effects.map((effect) => effect.secret));
  return Object.fromEntries([...ledger.lines(secret ?? '')].map(([variantId, { quantity }]) => [variantId, quantity]));
};

test(
  'browses from the device with everything killed, and sends what was put into the cart once it is back',
  { timeout: 60_000 },
  async () => {
    await install();
    await shop.kill();
    await backend.close();

    await addToCart(page, 'satchel-7');
    await addToCart(page, 'satchel-8');
    await addToCart(page, 'satchel-7');
    const requests: string[] = [];
    page.on('request', (request) => requests.push(new URL(request.url()).pathname));
    await page
      .getByRole('link', { name: /Satchel 30/ })
      .first()
      .click();
    await page.getByRole('heading', { level: 1, name: 'Satchel 30' }).waitFor();
    expect(requests.filter((path) => path.startsWith('/api/catalog'))).toEqual([]);

    await startBackend();
    await start();
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await expect.poll(quantities, { timeout: 20_000 }).toEqual({ variant_7_S: 2, variant_8_S: 1 });
  },
);

test('what waits is sent by the worker alone when no page is open any more', { timeout: 60_000 }, async () => {
  await install();
  await backend.close();
  await addToCart(page, 'satchel-3');
  // A page of nobody's, only to talk to the browser's workers through.
  const worker = await context.newCDPSession(await context.newPage());
  await page.close();
  expect(ledger.effects).toEqual([]);
  await startBackend();
  const registered = new Promise<string>((found) =>
    worker.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const own = registrations.find(({ scopeURL }) => scopeURL === `${shop.url}/`);
      if (own) found(own.registrationId);
    }),
  );
  await worker.send('ServiceWorker.enable');
  const registrationId = await registered;
  await worker.send('ServiceWorker.stopAllWorkers');
  await worker.send('ServiceWorker.dispatchSyncEvent', {
    origin: shop.url,
    registrationId,
    tag: 'satchel-outbox:eu',
    lastChance: false,
  });
  await expect.poll(quantities, { timeout: 20_000 }).toEqual({ variant_3_S: 1 });
});
