import { expect, test as base, type ConsoleMessage, type Page } from '@playwright/test';
import { startFaultProxy, type FaultProxy } from 'launch/fault-proxy';
import { openTestStack, type TestDatabase, type TestServer } from 'launch/test-stack';
import { createServer, type AddressInfo } from 'node:net';
import { expectAccessible } from './axe';

/** The whole shop, real, behind a network that can be broken. The browser only knows `url`. */
export type Shop = {
  url: string;
  network: FaultProxy;
  backend: TestServer;
  storefront: TestServer;
  database: TestDatabase;
  /** Signs in to the admin API. */
  admin: { email: string; password: string };
};

type WorkerFixtures = { shop: Shop };
type TestFixtures = {
  /** A journey that cuts the network: the browser itself then notes every request that found nobody. */
  isNetworkCut: boolean;
  watchConsole: void;
  endAccessible: void;
};

export const test = base.extend<TestFixtures, WorkerFixtures>({
  shop: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures it needs from this pattern.
    async ({}, use) => {
      const stack = await openTestStack();
      try {
        const database = await stack.createDatabase();
        const backend = await stack.startBackend({ database });
        const port = await freePort();
        const network = await startFaultProxy({ target: `http://127.0.0.1:${port}` });
        const storefront = await stack.startStorefront({
          database,
          backendUrl: backend.url,
          origin: network.url,
          port,
        });
        await use({ url: network.url, network, backend, storefront, database, admin: stack.admin });
        await network.close();
      } finally {
        await stack.close();
      }
    },
    { scope: 'worker', timeout: 600_000 },
  ],

  baseURL: async ({ shop }, use) => use(shop.url),

  isNetworkCut: [false, { option: true }],

  watchConsole: [
    async ({ context, isNetworkCut }, use) => {
      const surprises: string[] = [];
      context.on('console', (message) => {
        if (isSurprise(message, isNetworkCut)) surprises.push(`${message.text()} (${message.location().url})`);
      });
      context.on('weberror', (error) => surprises.push(error.error().message));
      await use();
      expect(surprises, 'errors in the console').toEqual([]);
    },
    { auto: true },
  ],

  /** Wherever a journey ends, what is there can be used by everybody. */
  endAccessible: [
    async ({ page, baseURL }, use, testInfo) => {
      await use();
      const isInShop = baseURL !== undefined && !page.isClosed() && page.url().startsWith(baseURL);
      if (testInfo.status === 'passed' && isInShop)
        await expectAccessible(page, 'where the journey ended', 'structure');
    },
    { auto: true },
  ],
});

export { expect };

const NETWORK_ERROR = /Failed to load resource|net::ERR_/;

function isSurprise(message: ConsoleMessage, isNetworkCut: boolean): boolean {
  return message.type() === 'error' && !(isNetworkCut && NETWORK_ERROR.test(message.text()));
}

/** Waits until the shop says that the catalog is on this device and the worker can start the shop without a network. */
export async function waitUntilOnDevice(page: Page, language: keyof typeof ON_DEVICE = 'en'): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await expect
    .poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state ?? 'none'), { timeout: 30_000 })
    .toBe('activated');
  await expect(page.getByText(ON_DEVICE[language])).toBeAttached({ timeout: 30_000 });
}

/** Each language has a catalog of its own. */
const ON_DEVICE = {
  en: 'On this device, readable without a signal.',
  de: 'Auf diesem Gerät, ohne Empfang lesbar.',
  ar: 'على هذا الجهاز، ويُقرأ من دون شبكة.',
};

export const outboxBadge = (page: Page, label: string) =>
  page.getByRole('banner').getByRole('button', { name: label, exact: true }).filter({ visible: true });

/** What a shopper who is tired of waiting does: opens the panel and sends now, unless it went out by itself meanwhile. */
export async function sendNow(page: Page): Promise<void> {
  const badge = page
    .getByRole('banner')
    .getByRole('button', { name: /^(Saved on this device|Sending|All saved|Shop out of reach)$/ });
  await badge.filter({ visible: true }).click();
  const button = page.getByRole('button', { name: 'Send now' });
  const saved = page.getByRole('dialog').getByText('Everything you changed has reached the shop.');
  await expect(button.or(saved).first()).toBeVisible({ timeout: 60_000 });
  if (await button.isVisible()) await button.click({ timeout: 5_000 }).catch(() => undefined);
  await expect(saved).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press('Escape');
  await expect(outboxBadge(page, 'All saved')).toBeVisible();
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
