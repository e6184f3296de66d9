import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type CDPSession, type Page } from 'playwright-core';
import type { PageSyncRequest } from 'sync/protocol';
import { LedgerServer } from 'sync/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ensureBuilt, freePort, startShop } from './support/built-shop';
import { startFakeBackend, type FakeBackend } from './support/fake-backend';
import { productNumbers } from './support/products';

const BUILD_MS = 180_000;
const PRODUCT = 'satchel-3';
const VARIANT = 'variant_3_S';

let browser: Browser;
let backend: FakeBackend;
let ledger: LedgerServer;
/** Where each device secret first spoke: a request still under way when its test ends is none of the next one's. */
const ledgers = new Map<string, LedgerServer>();
let shop: Awaited<ReturnType<typeof startShop>>;
let dataDirectory: string;
let context: BrowserContext;
let page: Page;
/** Requests of the outbox that the backend has begun to answer; while `isHeld` the answers stay away. */
let synced: number;
let held: { isOn: boolean; release: Array<() => void> };
let isAway: boolean;

beforeAll(async () => {
  await ensureBuilt('build');
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking'],
  });
  backend = await startFakeBackend({ products: productNumbers(6) });
  backend.onSync(async (_request, body, response) => {
    if (isAway) return void response.writeHead(503).end();
    const { secret, ...request } = JSON.parse(body) as PageSyncRequest & { secret: string };
    const own = ledgers.get(secret) ?? ledger;
    ledgers.set(secret, own);
    const answer = own.handle(request, secret);
    synced += 1;
    if (held.isOn) await new Promise<void>((release) => held.release.push(release));
    response.writeHead(answer.status, { 'content-type': answer.contentType }).end(answer.body);
  });
  dataDirectory = await mkdtemp(join(tmpdir(), 'satchel-shop-'));
  shop = await startShop({ port: await freePort(), backendUrl: backend.url, dataDirectory });
}, BUILD_MS);

afterAll(async () => {
  await browser.close();
  await shop.kill();
  await backend.close();
  await rm(dataDirectory, { recursive: true, force: true });
});

beforeEach(async () => {
  ledger = new LedgerServer();
  synced = 0;
  held = { isOn: false, release: [] };
  isAway = false;
  context = await browser.newContext({ locale: 'en' });
  page = await context.newPage();
});

afterEach(async () => {
  for (const release of held.release) release();
  await context.close();
});

const add = async (to: Page, times = 1) => {
  if (!to.url().endsWith(PRODUCT)) await to.goto(`${shop.url}/p/${PRODUCT}`);
  await to.getByRole('radio', { name: 'S', exact: true }).check({ force: true });
  for (let i = 0; i < times; i++) await to.getByRole('button', { name: 'Add to cart' }).click();
};

const install = async () => {
  await page.goto(`${shop.url}/p/${PRODUCT}`);
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null), SLOW).toBe(true);
};
const SLOW = { timeout: 15_000 };

/** Pieces of the one product, as every device secret together has them at the server. */
const atServer = () => {
  const secrets = new Set(ledger.effects.map(({ secret }) => secret));
  return [...secrets].map((secret) => ledger.lines(secret).get(VARIANT)?.quantity ?? 0);
};
/** Pieces in the outbox on disk: what was added in the instant before, the page may not be told of yet. */
const piecesStored = () =>
  page.evaluate(async () => {
    const [{ name } = {}] = (await indexedDB.databases()).filter(({ name }) => /^satchel:(?!catalog)/.test(name ?? ''));
    const opening = indexedDB.open(name ?? '');
    await new Promise((resolve) => (opening.onsuccess = resolve));
    const rows = opening.result.transaction('outbox').objectStore('outbox').getAll();
    await new Promise((resolve) => (rows.onsuccess = resolve));
    opening.result.close();
    return (rows.result as Array<{ args: { quantity: number } }>).reduce((sum, { args }) => sum + args.quantity, 0);
  });
const countOf = (of: Page) =>
  of
    .getByRole('link', { name: /^Cart, / })
    .or(of.getByRole('button', { name: /^Cart, / }))
    .first();
const showsCount = (of: Page, pieces: number) =>
  expect
    .poll(
      () =>
        countOf(of)
          .getAttribute('aria-label')
          .then(async (label) => label ?? countOf(of).innerText()),
      SLOW,
    )
    .toContain(`${pieces} item`);

const clear = async (storageTypes: string) => {
  const session: CDPSession = await context.newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', { origin: shop.url, storageTypes });
  await session.detach();
};

describe('storage cleared while the shop is closed', () => {
  test.each([
    ['indexeddb', 1],
    ['cache_storage', 0],
    ['service_workers', 0],
    ['cache_storage,service_workers', 0],
    ['indexeddb,cache_storage,service_workers', 1],
  ])('%s: the cart is there, once, and %i notices say that it came back', async (storageTypes, notices) => {
    await install();
    await add(page, 2);
    await expect.poll(atServer, SLOW).toEqual([2]);
    await page.goto('about:blank');
    await clear(storageTypes);
    await page.goto(`${shop.url}/p/${PRODUCT}`);
    await showsCount(page, 2);
    await expect.poll(() => page.getByText('Your cart is back').count(), SLOW).toBe(notices);
    await add(page);
    await expect.poll(atServer, SLOW).toEqual([3]);
    await showsCount(page, 3);
  });

  test('cookies: the device comes back as a new one with the cart it shows', async () => {
    await install();
    await add(page, 2);
    await expect.poll(atServer, SLOW).toEqual([2]);
    await page.goto('about:blank');
    await context.clearCookies();
    await page.goto(`${shop.url}/p/${PRODUCT}`);
    await add(page);
    await expect.poll(() => Math.max(...atServer().slice(1), 0), SLOW).toBe(3);
    await showsCount(page, 3);
  });
});

/** Empties one store of the outbox's database past the engine, from a page of this origin that is not the shop's. */
async function emptyStore(store: string): Promise<void> {
  const elsewhere = await context.newPage();
  await elsewhere.goto(`${shop.url}/healthz`);
  await elsewhere.evaluate(
    (name) =>
      new Promise<void>((done, failed) => {
        const opening = indexedDB.open('satchel:anon:default');
        opening.onerror = () => failed(new Error('the database was not opened'));
        opening.onsuccess = () => {
          const transaction = opening.result.transaction(name, 'readwrite');
          transaction.objectStore(name).clear();
          transaction.oncomplete = () => {
            opening.result.close();
            done();
          };
        };
      }),
    store,
  );
  await elsewhere.close();
}

const woken = () => page.evaluate(() => dispatchEvent(new Event('online')));

/** What was only in the outbox is gone with it, as when a shopper clears the browser's data; the rest is not. */
const SURVIVORS = { meta: 2, outbox: 1, base: 2, notices: 2 };

test.each(['open', 'closed'] as const)(
  'each store emptied in turn while the shop is %s and a change waits: nothing else is lost, and nothing doubled',
  { timeout: 60_000 },
  async (when) => {
    await install();
    await add(page);
    let pieces = 1;
    await expect.poll(atServer, SLOW).toEqual([pieces]);
    for (const [store, survivors] of Object.entries(SURVIVORS)) {
      isAway = true;
      await add(page);
      await showsCount(page, pieces + 1);
      await expect.poll(() => page.getByText('is in your cart').count(), SLOW).toBe(1);
      if (when === 'closed') await page.goto('about:blank');
      await emptyStore(store);
      isAway = when === 'open';
      await add(page);
      isAway = false;
      await woken();
      pieces += survivors;
      await expect.poll(atServer, SLOW).toEqual([pieces]);
      await showsCount(page, pieces);
    }
    const uuids = ledger.effects.map(({ uuid }) => uuid);
    expect(new Set(uuids).size).toBe(uuids.length);
  },
);

describe('several senders at once', () => {
  test('two tabs at once without Web Locks: every intent counts once', async () => {
    await context.addInitScript(() => Object.defineProperty(navigator, 'locks', { value: undefined }));
    await install();
    const other = await context.newPage();
    await other.goto(`${shop.url}/p/${PRODUCT}`);
    held.isOn = true;
    await add(page, 2);
    await add(other, 2);
    await expect.poll(() => synced, SLOW).toBeGreaterThan(1);
    held.isOn = false;
    for (const release of held.release.splice(0)) release();
    await add(page);
    await add(other);
    await expect.poll(atServer, SLOW).toEqual([6]);
    await showsCount(page, 6);
    await showsCount(other, 6);
    const uuids = ledger.effects.map(({ uuid }) => uuid);
    expect(new Set(uuids).size).toBe(uuids.length);
  });

  test('a page left while the answer is on its way: nothing is lost or doubled', async () => {
    await install();
    held.isOn = true;
    await add(page, 2);
    await expect.poll(() => synced, SLOW).toBeGreaterThan(0);
    await expect.poll(piecesStored, SLOW).toBe(2);
    await page.goto('about:blank');
    held.isOn = false;
    for (const release of held.release.splice(0)) release();
    await page.goto(`${shop.url}/p/${PRODUCT}`);
    await expect.poll(atServer, SLOW).toEqual([2]);
    await showsCount(page, 2);
  });
});

describe('a browser that keeps nothing', () => {
  test('says so, and the shop works as long as it answers', async () => {
    await context.addInitScript(() => Object.defineProperty(globalThis, 'indexedDB', { value: undefined }));
    held.isOn = true;
    await add(page, 1);
    await expect.poll(() => page.getByText('Not saved yet').count(), SLOW).toBeGreaterThan(0);
    expect(await page.getByText('Saved on this device').count()).toBe(0);
    held.isOn = false;
    for (const release of held.release.splice(0)) release();
    await expect.poll(() => page.getByText('is in your cart').count(), SLOW).toBe(1);
    expect(atServer()).toEqual([1]);
  });
});
