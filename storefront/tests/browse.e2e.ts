import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { readCatalog, simpleProducts } from './support/catalog';
import { expect, outboxBadge, test } from './support/shop';
import { wish } from './support/shopper';

for (const width of [360, 1280]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    // Dark is another set of colours on the same page.
    const rules = colorScheme === 'light' ? 'all' : 'contrast';

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
        `/p/${product?.handle}/review`,
        `/p/${product?.handle}/reviews`,
        '/search?q=boot',
        '/cart',
        '/about',
        '/ar',
        '/account',
        '/wishlist',
        '/ar/products',
        `/ar/p/${product?.handle}`,
        '/ar/wishlist',
        '/ar/search',
        '/ar/cart',
        '/ar/account',
      ]) {
        await page.goto(path);
        await expect(page.locator('html[data-alive]')).toBeAttached();
        await expectAccessible(page, path, rules);
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
      await expectAccessible(page, 'a wishlist with something on it', rules);

      await page.goto('/cart');
      await page.getByLabel('Promotion code').fill('NOT-A-CODE');
      await page.getByRole('button', { name: 'Apply' }).click();
      await expect(page.getByText('The code NOT-A-CODE was not accepted')).toBeVisible({ timeout: 60_000 });
      // Said at the field, and by the field.
      await expect(page.getByLabel('Promotion code')).toHaveAccessibleDescription(/NOT-A-CODE was not accepted/);
      await expectAccessible(page, 'a cart with a refused code', rules);
      await expectNoOverflow(page, 'a cart with a refused code');

      await page.goto('/products');
      await page.getByRole('banner').getByRole('link', { name: 'Cart, 1 item' }).click();
      const drawer = page.getByRole('dialog', { name: 'Your cart' });
      await expect(drawer.getByText('The code NOT-A-CODE was not accepted')).toBeVisible();
      await expectAccessible(page, 'the drawer with a refused code', rules);
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
      await expectAccessible(page, 'the open panel', rules);
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

test('letters twice as large push nothing off the page', async ({ shop, page }) => {
  const [product] = simpleProducts(await readCatalog(shop.url));
  // As wide as 1280 pixels are for whoever enlarges everything to 200 %.
  await page.setViewportSize({ width: 640, height: 400 });
  for (const path of ['/', '/products', `/p/${product?.handle}`, '/cart', '/account', '/ar/products', '/contact']) {
    await page.goto(path);
    await expectNoOverflow(page, path);
    await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
    await expectNoOverflow(page, `${path} with letters twice as large`);
  }
});

test('pictures travel between pages, but not for whoever asks for less motion', async ({ page }) => {
  await page.addInitScript(() => {
    const start = document.startViewTransition.bind(document);
    document.startViewTransition = (update) => {
      document.documentElement.setAttribute('data-travelled', '');
      return start(update);
    };
  });
  for (const reducedMotion of ['no-preference', 'reduce'] as const) {
    await page.emulateMedia({ reducedMotion });
    await page.goto('/products');
    await expect(page.locator('html[data-alive]')).toBeAttached();
    await page.getByRole('main').getByRole('article').first().getByRole('link').click();
    await expect(page.getByRole('button', { name: 'Add to cart' })).toBeVisible();
    const travelled = page.locator('html[data-travelled]');
    if (reducedMotion === 'reduce') await expect(travelled).not.toBeAttached();
    else await expect(travelled).toBeAttached();
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
  const here = viewer.locator('.slide:not([inert])');
  await expect(viewer.getByText(/^Picture 1 of/)).toBeVisible();
  await expectAccessible(page, 'the open pictures');
  await here.getByRole('button', { name: 'Enlarge' }).click();
  await expect(here.getByRole('button', { name: 'Back to the whole picture' })).toBeVisible();
  // What does not fit on the screen can be reached, with the keyboard too; the arrows belong to the picture then.
  const slide = viewer.locator('.slide').first();
  const room = await slide.evaluate((element) => element.scrollHeight - element.clientHeight);
  expect(room).toBeGreaterThan(100);
  const before = await slide.evaluate((element) => element.scrollTop);
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => slide.evaluate((element) => element.scrollTop)).toBeGreaterThan(before);
  await expect(viewer.getByText(/^Picture 1 of/)).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowRight');
  await expect(viewer.getByText(/^Picture 2 of/)).toBeVisible();
  // A swipe, as the browser ends it.
  const strip = viewer.locator('.strip');
  await expect.poll(() => strip.evaluate((element) => element.scrollLeft / element.clientWidth)).toBe(1);
  await strip.evaluate((element) => element.scrollTo({ left: 0, behavior: 'instant' }));
  await expect(viewer.getByText(/^Picture 1 of/)).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(viewer.getByText(/^Picture 2 of/)).toBeVisible();
  await expect(here.getByRole('button', { name: 'Enlarge' })).toBeVisible();
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
