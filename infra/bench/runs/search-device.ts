import { chromium, type Page } from 'playwright-core';
import { shopProduct, type Catalog, type SearchBuild, type SyncBuild } from 'sync/testing';
import { publishedFeed, serveCatalogPage } from '../catalog-page.ts';
import { percentile, toTable, type Row } from '../samples.ts';
import { SEARCHES, TYPED } from '../searches.ts';

/**
 * The search of a device, in real Chromium, from a letter until the first products with all that is shown of them: through the worker, out
 * of the installed catalog. Chromium does not slow workers down; the page is slowed to a quarter while its longest task is watched.
 * `npm run bench -- search-device`
 */
declare const sync: SyncBuild;
declare const search: SearchBuild;
declare global {
  var catalog: Catalog;
  var longestTaskMs: number;
}

const DELTA = 100;
/** What an open search shows, and a page of results. */
const SHOWN = { limit: 6, withFacets: false };
const PAGE = { limit: 24, withFacets: true };

const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-background-networking'],
});
try {
  const rows = [
    ...(await measure(10_000, { letter: '≤ 10 ms', build: '≤ 3 s', load: '≤ 100 ms', delta: '≤ 50 ms' })),
    ...(await measure(100_000, { letter: '≤ 50 ms' })),
  ];
  process.stdout.write(`${toTable(rows)}\n`);
} finally {
  await browser.close();
}

type Targets = { letter: string; build?: string; load?: string; delta?: string };

async function measure(products: number, targets: Targets): Promise<Row[]> {
  const feed = publishedFeed(products, (n) => shopProduct(n));
  const served = await serveCatalogPage(feed);
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await open(page, served.url);
    await page.evaluate(() => globalThis.catalog.install());
    const [buildMs] = await look(page, ['shirt'], SHOWN);
    await keptIndex(page);
    await open(page, served.url);
    const alone = await indexAlone(page);
    await open(page, served.url);
    const firstMs = await firstOfVisit(page);
    const letters = await inTurn([1, 2, 3], () => look(page, TYPED, SHOWN));
    const pages = await inTurn([1, 2, 3], () => look(page, SEARCHES, PAGE));
    for (let n = 0; n < DELTA; n++) feed.put(shopProduct(n * 7, { title: `changed ${n}` }));
    await page.evaluate(() => globalThis.catalog.update());
    const [deltaMs] = await look(page, ['camping lantern'], SHOWN);
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await page.evaluate(() => (globalThis.longestTaskMs = 0));
    await look(page, TYPED, SHOWN);
    await look(page, SEARCHES, PAGE);
    const longestMs = await page.evaluate(() => globalThis.longestTaskMs);
    return [
      { what: `${products} products: first search, the index is made`, value: ms(buildMs), ...target(targets.build) },
      { what: 'a kept index read', value: ms(alone.readMs), ...target(targets.load) },
      {
        what: `the index alone, each letter, p50 / p95 of ${alone.letterMs.length}`,
        value: spread(alone.letterMs),
        target: targets.letter,
      },
      { what: `${DELTA} changes followed in it`, value: ms(alone.deltaMs), ...target(targets.delta) },
      { what: 'first search of a later visit: index read, facts read, six products', value: ms(firstMs) },
      {
        what: `a letter until six products are there, p50 / p95 of ${letters.flat().length}`,
        value: spread(letters.flat()),
      },
      {
        what: `a page of results with its facets, p50 / p95 of ${pages.flat().length}`,
        value: spread(pages.flat()),
      },
      { what: `the first search after ${DELTA} changes`, value: ms(deltaMs) },
      {
        what: 'longest task of the page meanwhile, CPU 4×',
        value: longestMs > 0 ? ms(longestMs) : '< 50 ms',
        target: '≤ 50 ms',
      },
    ];
  } finally {
    await context.close();
    await served.close();
  }
}

function ms(value = Number.NaN): string {
  return `${value.toFixed(0)} ms`;
}

function spread(times: readonly number[]): string {
  return `${percentile(times, 50).toFixed(1)} / ${percentile(times, 95).toFixed(1)} ms`;
}

function target(value: string | undefined): { target?: string } {
  return value === undefined ? {} : { target: value };
}

async function open(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.waitForFunction(() => 'sync' in globalThis);
  await page.evaluate(() => {
    globalThis.longestTaskMs = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries())
        globalThis.longestTaskMs = Math.max(globalThis.longestTaskMs, duration);
    }).observe({ entryTypes: ['longtask'] });
    const db = sync.openCatalogDatabase('eu');
    const worker = (address: string) => () => sync.startedThread(new Worker(address, { type: 'module' }));
    const noPage = () => Promise.reject(new Error('the worker did not start'));
    globalThis.catalog = sync.catalogOver({
      db,
      pace: sync.browserPace(),
      upkeep: sync.upkeepInWorker({
        start: worker('/worker.js'),
        inPage: noPage,
        conditions: sync.plentiful,
        interests: () => Promise.resolve([]),
        clock: sync.browserClock,
        signal: new AbortController().signal,
      }),
      finder: sync.finderInWorker({ start: worker('/search-worker.js'), inPage: noPage, clock: sync.browserClock }),
    });
  });
}

/** Milliseconds that each of the searches took, one after the other. */
function look(page: Page, texts: string[], { limit, withFacets }: typeof SHOWN): Promise<number[]> {
  return page.evaluate(
    async ({ texts, limit, withFacets }) => {
      const times: number[] = [];
      for (const text of texts) {
        const startedAt = performance.now();
        await globalThis.catalog.list({ text, sort: 'relevance', offset: 0, limit, withFacets });
        times.push(performance.now() - startedAt);
      }
      return times;
    },
    { texts, limit, withFacets },
  );
}

/** The work of the processor and no more: nothing but the index comes from the disk, and no product does. */
function indexAlone(page: Page): Promise<{ readMs: number; letterMs: number[]; deltaMs: number }> {
  return page.evaluate(
    async ({ typed, changes }) => {
      const timed = (work: () => void): number => {
        const startedAt = performance.now();
        work();
        return performance.now() - startedAt;
      };
      const db = sync.openCatalogDatabase('eu');
      await db.replica();
      const startedAt = performance.now();
      const kept = await (await db.searchIndex())?.index.arrayBuffer();
      if (!kept) throw new Error('no index is kept');
      const index = search.SearchIndex.read(kept);
      const readMs = performance.now() - startedAt;
      const letterMs = typed.map((text) => timed(() => index.find(text)));
      const deltaMs = timed(() => {
        for (const product of changes) index.put(product, new Map());
        index.find('lantern');
      });
      return { readMs, letterMs, deltaMs };
    },
    {
      typed: [...TYPED, ...TYPED, ...TYPED],
      changes: Array.from({ length: DELTA }, (_, n) => shopProduct(n * 7, { title: `changed ${n}` })),
    },
  );
}

/** Without starting a worker, the scripts of which are one file in the shop and fifty here. */
function firstOfVisit(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const startedAt = performance.now();
    const db = sync.openCatalogDatabase('eu');
    const finder = search.createFinder({ db, breathe: () => sync.noPace.breathe() });
    const { total } = await finder.list({ text: 'shirt', sort: 'relevance', offset: 0, limit: 6 });
    if (total === 0) throw new Error('nothing was found');
    return performance.now() - startedAt;
  });
}

/** It is kept after the first answer. */
async function keptIndex(page: Page): Promise<void> {
  await page.waitForFunction(
    async () => (await sync.openCatalogDatabase('eu').searchIndex()) !== undefined,
    undefined,
    { timeout: 60_000 },
  );
}

async function inTurn<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}
