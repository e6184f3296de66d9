import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { readCatalog, simpleProducts } from './support/catalog';
import { expect, outboxBadge, test } from './support/shop';
import { wish } from './support/shopper';

const WCAG_22_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

for (const width of [360, 1280]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`no page has an accessibility fault at ${width} px, ${colorScheme}`, async ({ shop, page }) => {
      const catalog = await readCatalog(shop.url);
      const product = catalog.find(({ variants }) => variants.length > 3) ?? catalog[0];
      const category = product?.categories[0];
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      for (const path of [
        '/',
        '/products',
        `/c/${category}`,
        `/p/${product?.handle}`,
        '/search?q=boot',
        '/cart',
        '/about',
        '/ar',
        '/account',
        '/wishlist',
        '/ar/cart',
        '/ar/account',
      ]) {
        await page.goto(path);
        await expectAccessible(page, path, colorScheme);
        await expectNoOverflow(page, path);
      }
    });

    test(`nothing that opens has an accessibility fault at ${width} px, ${colorScheme}`, async ({ shop, page }) => {
      const [product] = simpleProducts(await readCatalog(shop.url));
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.goto(`/p/${product?.handle}`);
      await page.getByRole('button', { name: 'Add to cart' }).click();
      await expect(page.getByText('is in your cart')).toBeVisible();
      await wish(page, product?.title ?? '');
      await page.goto('/wishlist');
      await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1);
      await expectAccessible(page, 'a wishlist with something on it', colorScheme);

      await page.goto('/cart');
      await page.getByLabel('Promotion code').fill('NOT-A-CODE');
      await page.getByRole('button', { name: 'Apply' }).click();
      await expect(page.getByText('The code NOT-A-CODE was not accepted')).toBeVisible({ timeout: 60_000 });
      // Said at the field, and by the field.
      await expect(page.getByLabel('Promotion code')).toHaveAccessibleDescription(/NOT-A-CODE was not accepted/);
      await expectAccessible(page, 'a cart with a refused code', colorScheme);
      await expectNoOverflow(page, 'a cart with a refused code');

      await page.goto('/products');
      await page.getByRole('banner').getByRole('link', { name: 'Cart, 1 item' }).click();
      const drawer = page.getByRole('dialog', { name: 'Your cart' });
      await expect(drawer.getByText('The code NOT-A-CODE was not accepted')).toBeVisible();
      await expectAccessible(page, 'the drawer with a refused code', colorScheme);
      await drawer.getByRole('button', { name: 'Dismiss: The code NOT-A-CODE was not accepted' }).click();
      await expect(drawer.getByText('NOT-A-CODE')).toHaveCount(0);
      await page.keyboard.press('Escape');

      await shop.network.set({ mode: 'blackhole' }, { path: '/api/sync' });
      await page.goto(`/p/${product?.handle}`);
      await page.getByRole('button', { name: 'Add to cart' }).click();
      await expect(page.getByText('is in your cart')).toBeVisible();
      await outboxBadge(page, 'Sending').click();
      await expect(
        page.getByRole('dialog', { name: 'Connection and saved changes' }).getByRole('listitem'),
      ).toHaveCount(1);
      await expectAccessible(page, 'the open panel', colorScheme);
      await shop.network.set({ mode: 'up' });
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

  test('a picture that is not to be had leaves its colour, and is asked for again with the signal', async ({
    page,
  }) => {
    await page.route('**/img/**', (route) => route.abort());
    await page.goto('/products');
    const picture = page.locator('main picture img').first();
    await expect(picture).toHaveCSS('opacity', '0');
    await page.unroute('**/img/**');
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await expect(picture).toHaveCSS('opacity', '1');
    expect(await picture.evaluate((img) => img instanceof HTMLImageElement && img.naturalWidth)).toBeGreaterThan(0);
  });

  test('answers 404 with a way on', async ({ page }) => {
    for (const path of [
      '/p/no-such-thing',
      '/c/no-such-shelf',
      '/collections/none',
      '/nowhere/at/all',
      '/de/p/%F0%9F%8E%A9',
    ]) {
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

test('a picture is looked at closely, and the focus comes back', async ({ shop, page }) => {
  const product = (await readCatalog(shop.url)).find(({ images }) => images.length > 2);
  await page.goto(`/p/${product?.handle}`);
  const opener = page.getByRole('button', { name: 'Look closely' });
  await opener.click();
  const viewer = page.getByRole('dialog', { name: 'Pictures' });
  await expect(viewer.getByText(/^Picture 1 of/)).toBeVisible();
  await expectAccessible(page, 'the open pictures', 'light');
  await viewer.getByRole('button', { name: 'Enlarge' }).click();
  await expect(viewer.getByRole('button', { name: 'Back to the whole picture' })).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(viewer.getByText(/^Picture 2 of/)).toBeVisible();
  await expect(viewer.getByRole('button', { name: 'Enlarge' })).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(viewer.getByText(`Picture ${product?.images.length} of ${product?.images.length}`)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(viewer).toBeHidden();
  await expect(opener).toBeFocused();
});

async function expectNoOverflow(page: Page, what: string): Promise<void> {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, `${what} is wider than the screen`).toBeLessThanOrEqual(0);
}

/** Dark is another set of colours on the same page: what does not depend on colours was looked at in the light. */
test('pages come alive without Intl, whose first use holds a phone up', async ({ shop, page }) => {
  await page.addInitScript(() => {
    const used: string[] = [];
    const note = (name: string) => used.push(`${name} ${new Error('used here').stack}`);
    const kinds = ['NumberFormat', 'PluralRules', 'DateTimeFormat', 'Collator', 'Segmenter', 'DisplayNames'] as const;
    for (const name of kinds) {
      const watched = new Proxy<object>(Intl[name], {
        construct: (target, args) => (note(name), Reflect.construct(target as new () => object, args)),
        apply: (target, self, args) => (note(name), Reflect.apply(target as () => unknown, self, args)),
      });
      Object.defineProperty(Intl, name, { value: watched });
    }
    Object.assign(window, { usedIntl: used });
  });
  const rated = (await readCatalog(shop.url)).find(({ rating }) => rating !== null);
  for (const path of ['/', '/products', `/p/${rated?.handle}`, '/cart', '/de', '/ar/products', '/us/products']) {
    await page.goto(path);
    await page.locator('html[data-alive]').waitFor({ state: 'attached' });
    await page.waitForLoadState('networkidle');
    expect([path, await page.evaluate(() => (window as Window & { usedIntl?: string[] }).usedIntl)]).toEqual([
      path,
      [],
    ]);
  }
  // What watches does see it.
  const seen = () => (new Intl.Collator('en'), (window as Window & { usedIntl?: string[] }).usedIntl?.length);
  expect(await page.evaluate(seen)).toBe(1);
});

async function expectAccessible(page: Page, path: string, colorScheme: 'light' | 'dark'): Promise<void> {
  // There are no frames of other origins: without them axe needs no second page to put its findings together.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const { violations } = await (
    colorScheme === 'light' ? axe.withTags(WCAG_22_AA) : axe.withRules(['color-contrast'])
  ).analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`),
    `accessibility of ${path}`,
  ).toEqual([]);
}
