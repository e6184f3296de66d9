import type { Browser, Page } from 'playwright-core';
import { listProducts } from '../list-products.ts';
import { openTestStack, type TestServer } from 'launch/test-stack';
import { actAsPhone, loadPage, type LoadFacts } from '../page-facts.ts';
import { median, percentile, toTable, type Row } from '../samples.ts';
import { openShop, pointOf, settle, startBrowser, tap, untilOnDevice } from '../shop-page.ts';

/**
 * The figures of design §6 that need a browser, on a shop of its own with the demo catalog.
 * `npm run bench -- storefront`
 */
const REPEATS = 3;
const CLICKS = 30;
const VISITS = 30;
const LOOK_MS = 1_500;
/** Later than that, nothing was tapped. */
const ARRIVES_WITHIN_MS = 10_000;
/** Nobody adds things faster than that; what the click before has set off is over by then. */
const BETWEEN_CLICKS_MS = 500;

type Target = { url: string; handles: string[]; browser: Browser; storefront: TestServer; backend: TestServer };

const rows: Row[] = [];
const stack = await openTestStack();
try {
  const database = await stack.createDatabase();
  const backend = await stack.startBackend({ database });
  const storefront = await stack.startStorefront({ database, backendUrl: backend.url });
  const browser = await startBrowser();
  const handles = await sellableHandles(storefront.url);
  const target = { url: storefront.url, handles, browser, storefront, backend };
  await measureLoads(target);
  await measureNavigation(target);
  await measureAdding(target);
  await browser.close();
} finally {
  await stack.close();
}
process.stdout.write(`${toTable(rows)}\n`);

async function sellableHandles(url: string): Promise<string[]> {
  const cards = await listProducts(url);
  return cards.filter(({ availability }) => availability === 'in').map(({ handle }) => handle);
}

/** Pictures are made when they are first asked for, which no shopper but the first one waits for. */
async function warmUp(browser: Browser, url: string): Promise<void> {
  const { context, page } = await openShop(browser, { cpu: 1 });
  await page.goto(url);
  await page.waitForLoadState('networkidle');
  await context.close();
}

async function measureLoads({ browser, url, handles }: Target): Promise<void> {
  for (const [name, path] of [
    ['home', '/'],
    ['list', '/products'],
    ['product', `/p/${handles[0]}`],
    ['cart', '/cart'],
  ] as const) {
    const cold: LoadFacts[] = [];
    const repeat: LoadFacts[] = [];
    await warmUp(browser, url + path);
    for (let i = 0; i < REPEATS; i++) {
      const { context, page, cdp } = await openShop(browser, { cpu: 1 });
      await actAsPhone(cdp);
      cold.push(await loadPage(page, cdp, url + path));
      await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
      await settle(page, url + path);
      await actAsPhone(cdp);
      repeat.push(await loadPage(page, cdp, url + path));
      await context.close();
    }
    const mid = (of: (facts: LoadFacts) => number, list = cold) => median(list.map(of));
    rows.push(
      {
        what: `${name}: script transferred, cold`,
        value: kilobytes(mid((f) => f.scriptBytes)),
        target: '≤ 90 kB (product)',
      },
      {
        what: `${name}: requests / bytes, cold`,
        value: `${mid((f) => f.requests)} / ${kilobytes(mid((f) => f.totalBytes))}`,
      },
      {
        what: `${name}: LCP cold / repeat`,
        value: `${ms(mid((f) => f.lcpMs))} / ${ms(mid((f) => f.lcpMs, repeat))}`,
        target: '≤ 1.5 s / ≤ 0.8 s',
      },
      {
        what: `${name}: layout shift, blocking time`,
        value: `${mid((f) => f.cls).toFixed(3)}, ${ms(mid((f) => f.blockingMs))}`,
        target: '≤ 0.02, ≤ 50 ms',
      },
      { what: `${name}: requests, repeat`, value: String(mid((f) => f.requests, repeat)), target: '≤ 3 (product)' },
    );
  }
}

/** List → product from the replica, tapped: from the moment the finger leaves until the frame with the title, and that with the button, is drawn. */
async function measureNavigation({ browser, url }: Target): Promise<void> {
  const shop = await openShop(browser, { cpu: 4 });
  const { context, page } = shop;
  await settle(page, `${url}/products`);
  const requests: string[] = [];
  page.on('request', (request) => requests.push(new URL(request.url()).pathname));
  const content: string[] = [];
  const times: { titleMs: number; buttonMs: number }[] = [];
  for (let i = 0; i < VISITS; i++) {
    await page.goto(`${url}/products`);
    const tile = page.locator('main a[href*="/p/"]').nth(i % 12);
    await tile.scrollIntoViewIfNeeded();
    await page.waitForLoadState('networkidle');
    await untilOnDevice(page);
    // Somebody who looks at a list for a moment.
    await page.waitForTimeout(LOOK_MS);
    const point = await pointOf(tile);
    requests.length = 0;
    const arriving = page.evaluate(waitForProduct, ARRIVES_WITHIN_MS);
    await tap(shop, point);
    times.push(await arriving);
    content.push(...requests.filter(isContent));
  }
  const p75 = (of: (time: (typeof times)[number]) => number) => ms(percentile(times.map(of), 75));
  rows.push({
    what: `list → product from the replica, CPU 4×, p75 of ${VISITS}: title / button painted`,
    value: `${p75(({ titleMs }) => titleMs)} / ${p75(({ buttonMs }) => buttonMs)}, ${content.length} requests for content`,
    target: '≤ 100 ms, 0',
  });
  await context.close();
}

/** Runs in the page. */
function waitForProduct(withinMs: number): Promise<{ titleMs: number; buttonMs: number }> {
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('No product came after the tap.')), withinMs);
    let upAt = Number.NaN;
    let titleMs = 0;
    addEventListener('pointerup', ({ timeStamp }) => (upAt = timeStamp), { once: true, capture: true });
    // What is queued so runs before timers and replies, right after the frame.
    const afterFrame = (then: (tookMs: number) => void) =>
      requestAnimationFrame(
        () => void scheduler.postTask(() => then(performance.now() - upAt), { priority: 'user-blocking' }),
      );
    const observer = new MutationObserver(() => {
      if (!location.pathname.includes('/p/') || !document.querySelector('main article h1')) return;
      if (titleMs === 0) {
        titleMs = Number.NaN;
        afterFrame((tookMs) => (titleMs = tookMs));
      }
      if (!document.querySelector('main .needs-script [aria-disabled]')) return;
      observer.disconnect();
      afterFrame((buttonMs) => resolve({ titleMs, buttonMs }));
    });
    observer.observe(document.documentElement, { childList: true, subtree: true });
  });
}

/** Not pictures, nor the icon that a browser asks for with each address, the cart, or the replica that looks for changes. */
function isContent(path: string): boolean {
  return !/^\/(img|icons)\//.test(path) && path !== '/api/sync' && !/^\/catalog\/[^/]+\/changes$/.test(path);
}

async function measureAdding(target: Target): Promise<void> {
  const { browser, url, handles, storefront, backend } = target;
  for (const cpu of [1, 4]) {
    const { context, page, cdp } = await openShop(browser, { cpu });
    await settle(page, `${url}/p/${handles[1]}`);
    await report(page, 'online', cpu);
    await backend.kill();
    await report(page, 'backend dead', cpu);
    await context.setOffline(true);
    await report(page, 'offline', cpu);
    await context.setOffline(false);

    await storefront.kill();
    await cdp.send('ServiceWorker.enable');
    await cdp.send('ServiceWorker.stopAllWorkers');
    const starts: number[] = [];
    for (let i = 0; i < REPEATS; i++) {
      await cdp.send('ServiceWorker.stopAllWorkers');
      const from = performance.now();
      await page.goto(`${url}/p/${handles[2]}`);
      await page.getByRole('button', { name: 'Add to cart' }).waitFor();
      starts.push(performance.now() - from);
    }
    rows.push({
      what: `offline cold start, worker stopped, servers killed, product usable, CPU ${cpu}×`,
      value: ms(median(starts)),
      target: cpu === 4 ? '≤ 1.0 s' : '',
    });
    await context.close();
    await Promise.all([backend.restart(), storefront.restart()]);
  }
}

/** Click until the next frame that shows the new count has been painted; and until the intent is on disk. */
async function report(page: Page, state: string, cpu: number): Promise<void> {
  const times: { paintedMs: number; durableMs: number }[] = [];
  for (let i = 0; i < CLICKS; i++) {
    times.push(
      await page.getByRole('button', { name: 'Add to cart' }).evaluate(
        (button) =>
          new Promise<{ paintedMs: number; durableMs: number }>((resolve) => {
            const count = () => document.querySelector('header a[href$="/cart"]')?.getAttribute('aria-label');
            const before = count();
            const from = performance.now();
            let paintedMs = 0;
            const look = () => {
              if (count() === before) return void requestAnimationFrame(look);
              // What is queued so runs before timers and replies, right after the frame.
              void scheduler.postTask(() => (paintedMs = performance.now() - from), { priority: 'user-blocking' });
            };
            // What was said of the click before stays until this one is stored.
            const status = document.querySelector('main [role="status"]');
            const said = status?.firstElementChild;
            const timer = setInterval(() => {
              const now = status?.firstElementChild;
              if (!now || now === said || paintedMs === 0) return;
              clearInterval(timer);
              resolve({ paintedMs, durableMs: Math.max(durableMs, paintedMs) });
            }, 4);
            let durableMs = 0;
            const observer = new MutationObserver(() => {
              durableMs = performance.now() - from;
              observer.disconnect();
            });
            if (status) observer.observe(status, { childList: true, subtree: true });
            (button as HTMLButtonElement).click();
            requestAnimationFrame(look);
          }),
      ),
    );
    await page.waitForTimeout(BETWEEN_CLICKS_MS);
  }
  rows.push({
    what: `add to cart, ${state}, CPU ${cpu}×: painted / durable, p95 of ${CLICKS}`,
    value: `${ms(
      percentile(
        times.map((t) => t.paintedMs),
        95,
      ),
    )} / ${ms(
      percentile(
        times.map((t) => t.durableMs),
        95,
      ),
    )}`,
    target: cpu === 4 ? '≤ 50 ms / ≤ 50 ms' : '≤ 16 ms / ≤ 50 ms',
  });
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

function ms(value: number): string {
  return `${value.toFixed(0)} ms`;
}
