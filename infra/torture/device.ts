import type { BrowserContext, Page } from 'playwright-core';
import { startChromium, type RunningChromium } from './chromium.ts';
import { reachWorker, visitShop, type WorkerHandle } from './worker.ts';
import type { Oracle } from './oracle.ts';
import type { Addition, TorturePage } from './page/index.ts';

declare const satchelTorture: TorturePage;

const ADDRESS = '/api/torture';
const TABS = 2;
/** A question to a page whose browser is being killed may never be answered. */
const PATIENCE_MS = 20_000;

export type DeviceOptions = { url: string; script: string; profile: string; oracle: Oracle };

/** A browser with a profile that survives its death, as a phone whose battery ran out. */
export class Device {
  readonly oracle: Oracle;
  readonly #options: DeviceOptions;
  #chromium: RunningChromium | null = null;
  #tabs: Page[] = [];
  #worker: WorkerHandle | null = null;
  #hasVisited = false;

  constructor(options: DeviceOptions) {
    this.#options = options;
    this.oracle = options.oracle;
  }

  get isAlive(): boolean {
    return this.#tabs.length > 0;
  }

  async start(): Promise<void> {
    const chromium = await startChromium(this.#options.profile);
    this.#chromium = chromium;
    const context = chromium.browser.contexts()[0];
    if (!context) throw new Error('Chromium has no profile.');
    await this.#prepare(context);
    if (!this.#hasVisited) await visitShop(context, this.#options.url);
    this.#hasVisited = true;
    this.#worker = await reachWorker(chromium.browser, this.#options.url);
    for (let i = 0; i < TABS; i++) await this.#openTab(context);
  }

  /** The browser and all its processes, at once. */
  async kill(): Promise<void> {
    const chromium = this.#chromium;
    [this.#chromium, this.#tabs, this.#worker] = [null, [], null];
    await chromium?.kill();
  }

  /** Closes a tab in the middle of whatever it does and opens another. */
  async replaceTab(): Promise<void> {
    const context = this.#chromium?.browser.contexts()[0];
    if (!context) return;
    await this.#tabs.shift()?.close();
    await this.#openTab(context);
  }

  /** From now on the additions are asked; whether they were promised, the page tells. */
  async add(tab: number, additions: readonly Addition[]): Promise<void> {
    const page = this.#tabs[tab % TABS] ?? this.#tabs[0];
    if (!page) return;
    for (const addition of additions) this.oracle.asked(addition);
    await patiently(page.evaluate((list) => satchelTorture.add(list), additions));
  }

  /** The browser itself wakes the shop's worker, as it does when the network is back and no page is open. */
  async wakeWorker(): Promise<void> {
    const worker = this.#worker;
    if (worker) await patiently(worker.wake());
  }

  /** Ends the worker in the middle of whatever it does. */
  async stopWorker(): Promise<void> {
    const worker = this.#worker;
    if (worker) await patiently(worker.stop());
  }

  /** The shopper looks at the phone: worth another try. */
  async wake(): Promise<void> {
    const page = this.#tabs.at(-1);
    if (page) await patiently(page.evaluate(() => void satchelTorture.wake()));
  }

  async status(): Promise<{ state: string; reason: string | null; pending: number } | null> {
    const page = this.#tabs[0];
    return page ? patiently(page.evaluate(() => satchelTorture.status())) : null;
  }

  async shown(tab: number): Promise<Record<string, number> | null> {
    const page = this.#tabs[tab];
    return page ? patiently(page.evaluate(() => satchelTorture.shown())) : null;
  }

  /** The device's secret, as its browser keeps it. */
  async secret(): Promise<string | undefined> {
    const cookies = await this.#chromium?.browser.contexts()[0]?.cookies(this.#options.url);
    return cookies?.find(({ name }) => name.endsWith('satchel-device'))?.value;
  }

  async #prepare(context: BrowserContext): Promise<void> {
    const { url, script, oracle } = this.#options;
    await context.exposeFunction('satchelPromised', (addition: Addition) => oracle.promised(addition));
    // The worker stays out of /api: a page of nobody's, under the shop's address without being part of the shop.
    const inline = script.replaceAll('</script', '<\\/script');
    const body = `<!doctype html><meta charset="utf-8"><title>torture</title><script type="module">${inline}</script>`;
    await context.route(`${url}${ADDRESS}`, (route) => route.fulfill({ contentType: 'text/html', body }));
  }

  async #openTab(context: BrowserContext): Promise<void> {
    const page = await context.newPage();
    await page.goto(this.#options.url + ADDRESS);
    await page.waitForFunction(() => typeof satchelTorture === 'object');
    this.#tabs.push(page);
  }
}

/** Null when the page is gone or does not answer any more. */
async function patiently<T>(answer: Promise<T>): Promise<T | null> {
  const { promise, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(() => resolve(null), PATIENCE_MS);
  try {
    return await Promise.race([answer, promise]);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}
