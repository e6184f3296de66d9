import type { Page } from 'playwright-core';
import { toTable, type Row } from '../samples.ts';
import { openShop, pointOf, settle, startBrowser, tap, untilOnDevice, type ShopPage } from '../shop-page.ts';

/**
 * What holds up the page for longer than 50 ms while somebody searches in a shop that runs, on a phone four times slower than this
 * machine. Each visit is a browser of its own, so that the first search of a visit counts as often as it comes.
 * `SHOP_URL=http://localhost:8000 npm run bench -- search-overlay`
 */
const VISITS = 8;
/** The last one is misspelt. */
const WORDS = ['shirt', 'sneaker', 'linnen'];
const CPU = 4;
const LETTER_MS = 150;
/** Until what a step has set off is over. */
const REST_MS = 1_500;

const shopUrl = process.env['SHOP_URL'] ?? 'http://localhost:8000';
const opening: number[] = [];
const typing: number[] = [];
for (let visit = 0; visit < VISITS; visit++) {
  const browser = await startBrowser();
  try {
    const shop = await openShop(browser, { cpu: 1 });
    await settle(shop.page, shopUrl);
    await search(shop);
  } finally {
    await browser.close();
  }
}
const searches = VISITS * WORDS.length;
const rows: Row[] = [
  { what: `search opened, CPU ${CPU}×: tasks over 50 ms in ${searches}`, value: listed(opening), target: 'none' },
  { what: `searched, CPU ${CPU}×: tasks over 50 ms in ${searches}`, value: listed(typing), target: 'none' },
];
process.stdout.write(`${toTable(rows)}\n`);

async function search(shop: ShopPage): Promise<void> {
  const { page, cdp } = shop;
  await untilOnDevice(page);
  const opener = await pointOf(page.locator('header a[href$="/search"]').first());
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: CPU });
  await page.waitForTimeout(REST_MS);
  await page.evaluate(watchTasks);
  for (const word of WORDS) {
    await tasksOf(page);
    await tap(shop, opener);
    await page.waitForTimeout(REST_MS);
    opening.push(...(await tasksOf(page)));
    for (const letter of word) {
      await page.keyboard.press(letter);
      await page.waitForTimeout(LETTER_MS);
    }
    await page.waitForTimeout(REST_MS);
    const tasks = await tasksOf(page);
    if ((await page.getByRole('option').count()) === 0) throw new Error(`Nothing was found for ${word}.`);
    typing.push(...tasks);
    // What was written goes first, then the search itself.
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.waitForTimeout(REST_MS);
  }
}

type Watched = Window & { longTasks?: PerformanceEntry[] };

/** Runs in the page. */
function watchTasks(): void {
  const tasks: PerformanceEntry[] = [];
  (window as Watched).longTasks = tasks;
  new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({ type: 'longtask' });
}

/** Milliseconds of each since the last call. */
function tasksOf(page: Page): Promise<number[]> {
  return page.evaluate(() => (window as Watched).longTasks?.splice(0).map(({ duration }) => duration) ?? []);
}

function listed(tasks: number[]): string {
  return tasks.length === 0 ? 'none' : `${tasks.length}: ${tasks.map((ms) => ms.toFixed(0)).join(', ')} ms`;
}
