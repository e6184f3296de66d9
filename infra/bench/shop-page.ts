import { chromium, type Browser, type BrowserContext, type CDPSession, type Locator, type Page } from 'playwright-core';

/** The shop in a phone's window, and what its browser is told besides. */
export type ShopPage = { context: BrowserContext; page: Page; cdp: CDPSession };

/** How long a finger stays down. */
const TAP_MS = 80;

export const startBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });

/** A shopper who has never been here, with a processor `cpu` times slower than this one. */
export async function openShop(browser: Browser, { cpu }: { cpu: number }): Promise<ShopPage> {
  const context = await browser.newContext({ viewport: { width: 360, height: 780 }, isMobile: true, hasTouch: true });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  if (cpu > 1) await cdp.send('Emulation.setCPUThrottlingRate', { rate: cpu });
  return { context, page, cdp };
}

/** Once the catalog and the worker are on the device, everything below is a repeat visit. */
export async function settle(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await untilOnDevice(page);
  await page.reload();
}

/** The replica is opened when the page is idle. */
export const untilOnDevice = (page: Page): Promise<void> =>
  page.getByText('On this device, readable without a signal.').waitFor({ state: 'attached', timeout: 120_000 });

export type Point = { x: number; y: number };

/** Looked up before what is measured: finding something by its role keeps the page busy for longer than a frame. */
export async function pointOf(target: Locator): Promise<Point> {
  const box = await target.boundingBox();
  if (!box) throw new Error('There is nothing to tap.');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** A finger, not a click out of nowhere: the shop starts to read when it comes down. */
export async function tap({ page, cdp }: ShopPage, point: Point): Promise<void> {
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] });
  await page.waitForTimeout(TAP_MS);
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}
