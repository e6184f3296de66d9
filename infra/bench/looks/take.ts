import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { VIEWS, type View } from './views.ts';

type Look = { name: string; width: number; market: string; colorScheme: 'light' | 'dark' };

const WIDTHS = [360, 768, 1280];
const HEIGHT = 900;

/** Every width in both themes, and what reads from right to left at both ends. */
const LOOKS: Look[] = [
  ...(['light', 'dark'] as const).flatMap((colorScheme) =>
    WIDTHS.map((width): Look => ({ name: `${width}-${colorScheme}`, width, market: '', colorScheme })),
  ),
  ...[360, 1280].map((width): Look => ({ name: `${width}-ar`, width, market: '/ar', colorScheme: 'light' })),
];

export type Options = {
  /** Address of a shop that runs. */
  shop: string;
  folder: string;
  executablePath: string;
  /** Only views whose name is among these; all where there are none. */
  only: string[];
  say: (line: string) => void;
};

/** Takes every view in every look. One that fails is named and does not hold up the others. Returns how many failed. */
export async function takeScreenshots({ shop, folder, executablePath, only, say }: Options): Promise<number> {
  const views = VIEWS.filter(({ name }) => only.length === 0 || only.includes(name));
  if (only.length === 0) await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-background-networking'] });
  const product = await findProduct(browser, shop);
  let failed = 0;
  for (const view of views) {
    for (const look of LOOKS) {
      try {
        await take(browser, { shop, product, view, look, path: join(folder, fileOf(view, look)) });
      } catch (error) {
        // Stopped by whoever started it, or crashed: no other picture can be taken either.
        if (!browser.isConnected()) throw error;
        failed += 1;
        say(
          `${view.name} at ${look.name} failed: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`,
        );
      }
    }
    say(view.name);
  }
  await browser.close();
  await writeFile(join(folder, 'index.html'), contactSheet());
  return failed;
}

type Shot = { shop: string; product: string; view: View; look: Look; path: string };

async function take(browser: Browser, { shop, product, view, look, path }: Shot): Promise<void> {
  const { width, market, colorScheme } = look;
  const context = await browser.newContext({
    viewport: { width, height: HEIGHT },
    colorScheme,
    reducedMotion: 'reduce',
  });
  try {
    const page = await context.newPage();
    const go = async (to: string) => void (await page.goto(shop + (to === '/' ? market || '/' : market + to)));
    await view.open(page, { go, product });
    await settle(page);
    await page.screenshot({ path });
  } finally {
    await context.close();
  }
}

/** Pictures and fonts are there; what is laid out later no longer moves them. */
const settle = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    await document.fonts.ready;
    const inSight = [...document.images].filter((image) => image.getBoundingClientRect().top < innerHeight);
    await Promise.all(inSight.map((image) => image.decode().catch(() => undefined)));
  });

/** One that comes in colours has the most to show. */
async function findProduct(browser: Browser, shop: string): Promise<string> {
  const page = await browser.newPage();
  await page.goto(`${shop}/products`);
  const tiles = page.locator('article:has(.rounded-full.border) a[href*="/p/"]');
  const href = await ((await tiles.count()) ? tiles : page.locator('article a[href*="/p/"]'))
    .first()
    .getAttribute('href');
  await page.close();
  const handle = /\/p\/([^?]+)/.exec(href ?? '')?.[1];
  if (!handle) throw new Error(`${shop}/products shows no product.`);
  return handle;
}

const fileOf = (view: View, look: Look): string => `${view.name}-${look.name}.png`;

function contactSheet(): string {
  const rows = VIEWS.map((view) => {
    const cells = LOOKS.map((look) => {
      const file = fileOf(view, look);
      const label = `${view.name}, ${look.name}`;
      return `<a href="${file}"><img src="${file}" alt="${label}" height="320" loading="lazy"><br>${look.name}</a>`;
    });
    return `<section><h2>${view.name}</h2><p>${cells.join('\n')}</p></section>`;
  });
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Looks of Satchel</title>
<style>body{font:14px system-ui;margin:2rem}p{display:flex;gap:1rem;overflow-x:auto;align-items:flex-end}img{border:1px solid #999}</style>
<h1>Looks of Satchel</h1>
${rows.join('\n')}
</html>
`;
}
