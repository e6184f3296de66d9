import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { readCatalog } from './support/catalog';
import { expect, test } from './support/shop';

const WCAG_22_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

for (const width of [360, 1280]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`no page has an accessibility fault at ${width} px, ${colorScheme}`, async ({ shop, page }) => {
      const catalog = await readCatalog(shop.url);
      const product = catalog.find(({ variants }) => variants.length > 3) ?? catalog[0];
      const category = product?.categories[0];
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      for (const path of ['/', '/products', `/c/${category}`, `/p/${product?.handle}`, '/cart', '/about', '/ar']) {
        await page.goto(path);
        await expectAccessible(page, path);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(overflow, `${path} is wider than the screen`).toBeLessThanOrEqual(0);
      }
    });
  }
}

test('shops without JavaScript: browse, sort and read, and the cart says what it needs', async ({ shop, browser }) => {
  const [product] = await readCatalog(shop.url);
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: shop.url });
  const page = await context.newPage();

  await page.goto('/');
  await page.getByRole('link', { name: 'Look around' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.getByLabel('Sort by').selectOption({ label: 'Price: low to high' });
  await page.getByRole('button', { name: 'Sort' }).click();
  await expect(page).toHaveURL(/sort=price-asc/);

  await page.goto(`/p/${product?.handle}`);
  await expect(page.getByRole('heading', { level: 1, name: product?.title ?? '' })).toBeVisible();
  // Playwright's text search leaves <noscript> out; the browser shows it.
  const notes = page.locator('main noscript p');
  await expect(notes).toBeVisible();
  expect(await notes.allTextContents()).toEqual([expect.stringContaining('The cart needs it')]);
  await context.close();
});

test('every market has its language, direction and currency, and nobody is redirected', async ({ page }) => {
  for (const [path, lang, dir, currency] of [
    ['/', 'en', 'ltr', '€'],
    ['/de', 'de', 'ltr', '€'],
    ['/us', 'en-US', 'ltr', '$'],
    ['/gb', 'en-GB', 'ltr', '£'],
    ['/ar', 'ar', 'rtl', '€'],
  ] as const) {
    const response = await page.goto(`${path === '/' ? '' : path}/products`);
    expect(response?.status()).toBe(200);
    expect(response?.request().redirectedFrom(), path).toBeNull();
    await expect(page.locator('html')).toHaveAttribute('lang', lang);
    await expect(page.locator('html')).toHaveAttribute('dir', dir);
    await expect(page.getByRole('main')).toContainText(currency);
  }
});

test.describe('what is not there', () => {
  test.use({ isNetworkCut: true });

  test('answers 404 with a way on', async ({ page }) => {
    for (const path of ['/p/no-such-thing', '/c/no-such-shelf', '/nowhere/at/all', '/de/p/%F0%9F%8E%A9']) {
      const response = await page.goto(path);
      expect(response?.status(), path).toBe(404);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.getByRole('main').getByRole('link').first()).toBeVisible();
    }
  });
});

test('the HTML is the same for everybody: no cart, no cookie, no id in it', async ({ shop, request }) => {
  const first = await request.get(`${shop.url}/products`);
  const second = await request.get(`${shop.url}/products`);
  expect(first.headers()['set-cookie']).toBeUndefined();
  expect(await first.text()).toBe(await second.text());
});

async function expectAccessible(page: Page, path: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG_22_AA).analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`),
    `accessibility of ${path}`,
  ).toEqual([]);
}
