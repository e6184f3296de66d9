import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import sharp from 'sharp';

/** Pictures for the web manifest, taken of a shop that runs: `node scripts/make-screenshots.mjs http://127.0.0.1:8000` */
const shop = process.argv[2];
if (!shop) throw new Error('Say where the shop runs, for instance http://127.0.0.1:8000');

const NARROW = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 };
const WIDE = { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1 };
const pictures = [
  { name: 'home-narrow', path: '/', screen: NARROW },
  { name: 'product-narrow', path: '/p/bramble-hiking-boot', screen: NARROW },
  { name: 'home-wide', path: '/', screen: WIDE },
  { name: 'list-wide', path: '/products', screen: WIDE },
];

const folder = new URL('../static/screenshots/', import.meta.url);
await mkdir(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
for (const { name, path, screen } of pictures) {
  const page = await browser.newPage({ ...screen, colorScheme: 'light', reducedMotion: 'reduce' });
  await page.goto(shop + path, { waitUntil: 'load' });
  await page.evaluate(async () => {
    await document.fonts.ready;
    const inSight = [...document.images].filter((image) => image.getBoundingClientRect().top < innerHeight);
    await Promise.all(inSight.map((image) => image.decode().catch(() => undefined)));
  });
  const png = await page.screenshot();
  await sharp(png)
    .webp({ quality: 72, effort: 6 })
    .toFile(fileURLToPath(new URL(`${name}.webp`, folder)));
  await page.close();
}
await browser.close();
