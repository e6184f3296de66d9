import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PageTests } from './page.js';
import { servePage, type ServedPage } from './serve-page.js';
import type { StorageTab } from './storage-page.js';

declare const storageTab: StorageTab;
declare const satchelTests: PageTests;

const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const ARGS = ['--no-sandbox', '--disable-background-networking'];
const DATABASE = 'satchel:anon:t';

let served: ServedPage;
let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
  served = await servePage();
  browser = await chromium.launch({ executablePath, args: ARGS });
}, 60_000);
afterAll(async () => {
  await browser?.close();
  served?.close();
});
beforeEach(async () => {
  context = await browser.newContext();
});
afterEach(() => context.close());

async function openPage(prepare?: () => void): Promise<Page> {
  const page = await context.newPage();
  if (prepare) await page.addInitScript(prepare);
  await page.goto(served.url);
  return page;
}

type OpenOptions = Parameters<StorageTab['open']>[1];
const open = (page: Page, options: OpenOptions = {}) =>
  page.evaluate((chosen) => storageTab.open('t', chosen), { isOnline: false, ...options });
const add = (page: Page, variantId: string, quantity: number) =>
  page.evaluate(([id, n]) => storageTab.add(id, n), [variantId, quantity] as const);
const begin = (page: Page, variantId: string, quantity: number) =>
  page.evaluate(([id, n]) => storageTab.begin(id, n), [variantId, quantity] as const);
const status = (page: Page) => page.evaluate(() => storageTab.status());
const isDurable = (page: Page) => page.evaluate(() => storageTab.status()?.durable);
const cart = (page: Page) => page.evaluate(() => storageTab.cart());
const taken = (page: Page) => page.evaluate(() => storageTab.taken());
const queued = (page: Page) => page.evaluate(() => storageTab.queued());
const setOnline = (page: Page, isOnline: boolean) => page.evaluate((is) => storageTab.setOnline(is), isOnline);

/** In the page, before anything else: notes how each transaction is opened. */
function noteTransactions(): void {
  const seen: string[][] = [];
  const open = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (stores, mode, options) {
    const transaction = open.call(this, stores, mode, options);
    seen.push([this.name, transaction.mode, transaction.durability]);
    return transaction;
  };
  Object.assign(globalThis, { transactionsSeen: seen });
}
declare const transactionsSeen: string[][];

/** In the page: while `isBroken`, the database is as iOS leaves it when its storage process died. */
function breakable(): void {
  const open = IDBDatabase.prototype.transaction;
  Object.assign(globalThis, { failures: 0 });
  IDBDatabase.prototype.transaction = function (stores, mode, options) {
    if (failures > 0) {
      failures--;
      throw new DOMException(
        'Connection to Indexed Database server lost. Refresh the page to try again',
        'UnknownError',
      );
    }
    return open.call(this, stores, mode, options);
  };
}
declare let failures: number;

describe('what Chromium is asked to do with a write', () => {
  it('writes the outbox strictly and the catalog relaxed', async () => {
    const page = await openPage(noteTransactions);
    await page.evaluate(() => satchelTests.enqueueTimes(2));
    await page.evaluate(() => satchelTests.installTimes(20));
    const seen = await page.evaluate(() => transactionsSeen.filter(([, mode]) => mode === 'readwrite'));
    const of = (name: string) =>
      new Set(seen.filter(([db]) => db?.startsWith(name)).map(([, , durability]) => durability));
    expect(of('satchel:anon:')).toEqual(new Set(['strict']));
    expect(of('satchel:catalog:')).toEqual(new Set(['relaxed']));
  });

  it('keeps an intent whose browser is killed the moment it was stored', { timeout: 60_000 }, async () => {
    const profile = await mkdtemp(join(tmpdir(), 'satchel-profile-'));
    try {
      const first = await startBrowser(profile);
      const page = await first.page();
      await page.goto(served.url);
      await open(page);
      await add(page, 'v1', 1);
      await add(page, 'v2', 2);
      await first.kill();

      const second = await startBrowser(profile);
      const again = await second.page();
      await again.goto(served.url);
      await open(again);
      expect(await cart(again)).toEqual({ v1: 1, v2: 2 });
      await second.kill();
    } finally {
      await rm(profile, { recursive: true, force: true });
    }
  });
});

describe('a connection that is lost', () => {
  it('a database deleted under an open tab comes anew, and what follows is stored once', async () => {
    const [page, other] = [await openPage(), await openPage()];
    await open(page);
    await add(page, 'v1', 1);
    await other.evaluate((name) => new Promise((done) => (indexedDB.deleteDatabase(name).onsuccess = done)), DATABASE);
    await add(page, 'v2', 2);
    expect(await queued(page)).toEqual([2]);
    expect(await isDurable(page)).toBe(true);
  });

  it('a newer release that upgrades the database does not stop an older tab', async () => {
    const [page, other] = [await openPage(), await openPage()];
    await open(page);
    await add(page, 'v1', 1);
    await other.evaluate(
      (name) =>
        new Promise<void>((done, failed) => {
          const opening = indexedDB.open(name, 20);
          opening.onupgradeneeded = () => opening.result.createObjectStore('of a later release');
          opening.onerror = () => failed(opening.error);
          opening.onsuccess = () => {
            opening.result.close();
            done();
          };
        }),
      DATABASE,
    );
    await add(page, 'v2', 2);
    expect(await queued(page)).toEqual([1, 2]);
    expect(await isDurable(page)).toBe(true);
  });

  it('is opened again and the intent is stored once', async () => {
    const page = await openPage(breakable);
    await open(page);
    await add(page, 'v1', 1);
    await page.evaluate(() => (failures = 1));
    await add(page, 'v2', 2);
    expect(await queued(page)).toEqual([1, 2]);
    expect(await isDurable(page)).toBe(true);
  });

  it('for good: the shop goes on in memory, says so, and brings it all back to the disk', async () => {
    const page = await openPage(breakable);
    await open(page, { waits: 0.02 });
    await add(page, 'v1', 1);
    await page.evaluate(() => (failures = 1_000_000));
    await begin(page, 'v2', 2);
    await expect.poll(() => isDurable(page)).toBe(false);
    expect(await cart(page)).toEqual({ v1: 1, v2: 2 });
    expect((await status(page))?.state).not.toBe('local');
    await page.evaluate(() => (failures = 0));
    await expect.poll(() => isDurable(page)).toBe(true);
    expect(await queued(page)).toEqual([1, 2]);
    await setOnline(page, true);
    await expect.poll(() => taken(page)).toEqual({ v1: 1, v2: 2 });
  });

  it('a transaction that never ends is given up, and the shop goes on', async () => {
    const [page, other] = [await openPage(), await openPage()];
    await open(page, { patienceMs: 300, waits: 0.02 });
    await add(page, 'v1', 1);
    await other.evaluate((name) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => {
        const stores = [...opening.result.objectStoreNames];
        const store = opening.result.transaction(stores, 'readwrite').objectStore('meta');
        Object.assign(globalThis, { isHolding: true });
        const hold = () => {
          if (isHolding) store.count().onsuccess = hold;
        };
        hold();
      };
    }, DATABASE);
    await begin(page, 'v2', 2);
    await expect.poll(() => isDurable(page), { timeout: 10_000 }).toBe(false);
    await setOnline(page, true);
    await expect.poll(() => taken(page)).toEqual({ v1: 1, v2: 2 });

    await other.evaluate(() => (isHolding = false));
    await expect.poll(() => isDurable(page), { timeout: 10_000 }).toBe(true);
    await add(page, 'v1', 4);
    await expect.poll(() => taken(page)).toEqual({ v1: 5, v2: 2 });
    await expect.poll(() => cart(page)).toEqual({ v1: 5, v2: 2 });
    await expect.poll(() => queued(page)).toEqual([]);
  });
});
declare let isHolding: boolean;

describe('a browser without a database', () => {
  it.each([
    ['none at all', () => Object.defineProperty(globalThis, 'indexedDB', { value: undefined })],
    [
      'one that refuses to open',
      () => {
        IDBFactory.prototype.open = () => {
          throw new DOMException('denied', 'SecurityError');
        };
      },
    ],
  ])('%s: two tabs, each for itself, and an intent counts when the server has it', async (_what, prepare) => {
    const page = await openPage(prepare);
    await open(page, { isOnline: true });
    await add(page, 'v1', 1);
    await add(page, 'v1', 2);
    expect(await taken(page)).toEqual({ v1: 3 });
    expect(await status(page)).toMatchObject({ state: 'saved', durable: false, pending: 0 });
    await setOnline(page, false);
    await begin(page, 'v1', 4);
    await expect.poll(() => status(page)).toMatchObject({ durable: false, pending: 1 });
    expect((await status(page))?.state).not.toBe('local');
  });
});

describe('a device that is full', { timeout: 20_000 }, () => {
  /** Holds as long as the session that set it is open: as long as the test. */
  async function limitRoom(page: Page, quotaSize: number) {
    const session = await context.newCDPSession(page);
    const { origin } = new URL(served.url);
    const limitTo = (size: number) => session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: size });
    await limitTo(quotaSize);
    return { to: limitTo, lift: () => session.send('Storage.overrideQuotaForOrigin', { origin }) };
  }
  /** Chromium hands out room in advance, so the device has to be small before anything is written. */
  const ROOM = 2 * 1024 * 1024;

  it('throws its ballast out before the outbox fails', async () => {
    const page = await openPage();
    await limitRoom(page, ROOM);
    await open(page);
    await add(page, 'v0', 1);
    await page.evaluate(() => storageTab.putBallast());
    expect(await page.evaluate(() => storageTab.fillDevice())).toBeLessThan(ROOM);
    for (let i = 1; i <= 20 && (await page.evaluate(() => storageTab.hasBallast())); i++) await add(page, `v${i}`, 1);
    expect(await page.evaluate(() => storageTab.hasBallast())).toBe(false);
    const before = (await queued(page)).length;
    await add(page, 'onemore', 1);
    expect(await queued(page)).toHaveLength(before + 1);
    expect(await isDurable(page)).toBe(true);
  });

  it('without anything left to throw out, says that nothing is kept, and keeps it once there is room', async () => {
    const page = await openPage();
    const limit = await limitRoom(page, ROOM);
    await open(page, { waits: 0.02 });
    await add(page, 'v1', 1);
    await page.evaluate(() => storageTab.fillDevice());
    // The room Chromium gave out in advance is used up, so it looks again.
    await limit.to(1_000);
    const wanted: Record<string, number> = { v1: 1 };
    for (let i = 2; i < 90 && (await isDurable(page)); i++) {
      await begin(page, `v${i}`, i);
      wanted[`v${i}`] = i;
      await expect.poll(async () => (await queued(page)).length === i || !(await isDurable(page))).toBe(true);
    }
    expect(await isDurable(page)).toBe(false);
    expect(await page.evaluate(() => storageTab.reliefsAsked())).toBeGreaterThan(0);
    await limit.lift();
    await expect.poll(() => isDurable(page), { timeout: 10_000 }).toBe(true);
    await setOnline(page, true);
    await expect.poll(() => taken(page)).toEqual(wanted);
  });

  it('refuses the catalog: pictures go, a part of it is kept, the outbox stays as it is and is sent', async () => {
    const page = await openPage(noteRefusals);
    await limitRoom(page, 4 * 1024 * 1024);
    await open(page);
    await add(page, 'v0', 1);
    await page.evaluate(() => storageTab.putBallast());
    await page.evaluate(() => storageTab.putPictures(512 * 1024));
    const before = await page.evaluate(() => storageTab.rows());

    // By its number of products it looks as if it fit; by their size it takes half as much again as the device has.
    const installed = await page.evaluate(() =>
      storageTab.installCatalog({ region: 'big', products: 100, bytesEach: 60_000 }, ['p-3', 'p-7']),
    );
    expect(await page.evaluate(() => storageTab.thrownOut())).toEqual(['pictures']);
    expect(installed.state).toBe('partial');
    expect(installed.handles).toEqual(expect.arrayContaining(['p-3', 'p-7']));
    expect(await page.evaluate(() => storageTab.rows())).toBe(before);
    expect(await page.evaluate(() => storageTab.hasBallast())).toBe(true);
    expect(await status(page)).toMatchObject({ durable: true, state: 'local', pending: 1 });

    await add(page, 'v1', 2);
    expect(await queued(page)).toEqual([1, 2]);
    expect(await refusals(page)).toEqual([]);
    await setOnline(page, true);
    await expect.poll(() => taken(page)).toEqual({ v0: 1, v1: 2 });
    await expect.poll(() => status(page)).toMatchObject({ durable: true, state: 'saved', pending: 0 });
  });

  it('gives up pictures, then the catalog, then the ballast, and never a queued change', async () => {
    const page = await openPage();
    await limitRoom(page, 4 * 1024 * 1024);
    await open(page);
    await add(page, 'v0', 1);
    await page.evaluate(() => storageTab.putBallast());
    await page.evaluate(() => storageTab.putPictures(256 * 1024));
    const installed = await page.evaluate(() =>
      storageTab.installCatalog({ region: 'small', products: 40, bytesEach: 10_000 }, ['p-3']),
    );
    expect(installed).toMatchObject({ state: 'ready', rows: 40 });

    const gone = () => page.evaluate(() => storageTab.thrownOut());
    const order = ['pictures', 'catalog', 'ballast'];
    let changes = 1;
    // A browser may count what was thrown out a while longer, and then more than one thing goes at once.
    for (let steps = 0; steps < order.length; steps = (await gone()).length) {
      await page.evaluate(() => storageTab.fillDevice());
      for (let i = 0; i < 20 && (await gone()).length === steps; i++) await add(page, `v${changes++}`, 1);
      const thrownOut = await gone();
      expect(thrownOut.length).toBeGreaterThan(steps);
      expect(thrownOut).toEqual(order.slice(0, thrownOut.length));
      expect(await queued(page)).toHaveLength(changes);
      expect(await isDurable(page)).toBe(true);
    }
  });
});

/** In the page, before anything else: notes each refusal of room for the outbox. */
function noteRefusals(): void {
  const seen: string[] = [];
  const open = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (stores, mode, options) {
    const transaction = open.call(this, stores, mode, options);
    const { name } = this;
    transaction.addEventListener('abort', () => seen.push(`${name}: ${transaction.error?.name}`));
    return transaction;
  };
  Object.assign(globalThis, { refusalsSeen: seen });
}
declare const refusalsSeen: string[];
const refusals = (page: Page) => page.evaluate(() => refusalsSeen);

/** A Chromium of our own, because one that Playwright starts cannot be killed by its process. */
async function startBrowser(profile: string) {
  await rm(join(profile, 'DevToolsActivePort'), { force: true });
  const child = spawn(
    executablePath,
    [...ARGS, '--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'],
    { stdio: 'ignore', detached: true },
  );
  const port = await expect
    .poll(() => readFile(join(profile, 'DevToolsActivePort'), 'utf8').catch(() => ''), { timeout: 20_000 })
    .not.toBe('')
    .then(() => readFile(join(profile, 'DevToolsActivePort'), 'utf8'));
  const connected = await chromium.connectOverCDP(`http://127.0.0.1:${port.split('\n')[0]}`);
  return {
    page: async () => {
      const [own] = connected.contexts();
      if (!own) throw new Error('the browser has no window');
      return own.newPage();
    },
    kill: () => killTree(child),
  };
}

async function killTree(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) return;
  const ended = once(child, 'exit');
  process.kill(-child.pid, 'SIGKILL');
  await ended;
}
