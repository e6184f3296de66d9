import type { Page } from '@playwright/test';
import { readCatalog } from './support/catalog';
import { expect, test, waitUntilOnDevice } from './support/shop';

test.use({ isNetworkCut: true });
test.afterEach(async ({ shop }) => shop.network.set({ mode: 'up' }));

const count = (page: Page) => page.getByRole('main').getByText(/^\d+ products?$/);
const tiles = (page: Page) => page.getByRole('main').getByRole('article');
const chosen = (page: Page) => page.getByRole('list', { name: 'Chosen filters' });
const box = (page: Page, name: string | RegExp) => page.getByRole('checkbox', { name });

test('a list is narrowed, shared and widened again, the same with the shop out of reach', async ({ shop, page }) => {
  const catalog = await readCatalog(shop.url);
  const inMoss = catalog.filter(({ variants }) =>
    variants.some(({ options, price }) => price !== null && options['Colour'] === 'Moss'),
  );
  const buyable = inMoss.filter(({ variants }) =>
    variants.some(({ options, availability }) => options['Colour'] === 'Moss' && availability !== 'out'),
  );
  expect(inMoss.length).toBeGreaterThan(3);
  await page.goto('/products');
  await waitUntilOnDevice(page);

  for (const mode of ['up', 'down'] as const) {
    await shop.network.set({ mode });
    await page.goto('/products');
    await expect(count(page)).toHaveText(`${catalog.length} products`);
    await expect(box(page, /^Moss/)).toHaveAccessibleName(`Moss ${inMoss.length}`);
    await box(page, /^Moss/).check();
    await expect(count(page)).toHaveText(`${inMoss.length} products`);
    await expect(box(page, /^Moss/)).toBeFocused();
    await box(page, /^In stock/).check();
    await expect(count(page)).toHaveText(buyable.length === 1 ? '1 product' : `${buyable.length} products`);
    await expect(page).toHaveURL(/\?option\.Colour=Moss&stock=1$/);

    // What was asked for in moss is shown in moss, and the page of the product begins with it.
    const link = tiles(page).first().getByRole('link');
    const variantId = new URL((await link.getAttribute('href')) ?? '', shop.url).searchParams.get('variant');
    const variant = catalog.flatMap(({ variants }) => variants).find(({ id }) => id === variantId);
    expect(variant?.options['Colour']).toBe('Moss');

    await page.reload();
    await expect(box(page, /^Moss/)).toBeChecked();
    await chosen(page)
      .getByRole('link', { name: /In stock$/ })
      .press('Enter');
    await expect(count(page)).toHaveText(`${inMoss.length} products`);
    // The one that was taken away had the focus: it goes on to the next one, and after the last to what the list says.
    await expect(chosen(page).getByRole('link', { name: /Moss$/ })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(count(page)).toHaveText(`${catalog.length} products`);
    await expect(count(page)).toBeFocused();
    await page.goBack();
    await page.getByLabel('To', { exact: true }).fill('1');
    await page.getByLabel('To', { exact: true }).press('Enter');
    await expect(page.getByText('Nothing fits all of that')).toBeVisible();
    await page.getByRole('main').getByRole('link', { name: 'Clear all' }).first().click();
    await expect(count(page)).toHaveText(`${catalog.length} products`);
    await expect(box(page, /^Moss/)).not.toBeChecked();
  }
});

test('a filter survives sorting and paging, and Back takes it away', async ({ page }) => {
  await page.goto('/products');
  await page.getByRole('checkbox', { name: /^In stock/ }).check();
  await expect(page).toHaveURL(/stock=1/);
  await page.getByLabel('Sort by').selectOption({ label: 'Price: low to high' });
  await expect(page).toHaveURL(/stock=1&sort=price-asc/);
  await page.getByRole('link', { name: 'Next' }).click();
  await expect(page).toHaveURL(/stock=1&sort=price-asc&page=2/);
  await expect(box(page, /^In stock/)).toBeChecked();
  await page.goBack();
  await page.goBack();
  await page.goBack();
  await expect(page).toHaveURL(/\/products$/);
  await expect(box(page, /^In stock/)).not.toBeChecked();
});

test('a change of language keeps the choice, in the words of that language', async ({ page }) => {
  await page.goto('/products?option.Colour=Moss&sort=title');
  const [found] = (await count(page).innerText()).split(' ');
  await page.getByRole('contentinfo').getByRole('link', { name: 'Deutsch' }).click();
  await expect(page).toHaveURL('/de/products?option.Farbe=Moos&sort=title');
  await expect(page.getByRole('main').getByText(`${found} Produkte`, { exact: true })).toBeVisible();
  await expect(box(page, /^Moos/)).toBeChecked();
});

test('a collection is a list of its own, also with the shop out of reach', async ({ shop, page }) => {
  const catalog = await readCatalog(shop.url);
  const inCollection = Map.groupBy(catalog, ({ collection }) => collection);
  await page.goto('/');
  await page.getByRole('navigation', { name: 'Collections' }).getByRole('link').first().click();
  await expect(page).toHaveURL(/\/collections\//);
  await waitUntilOnDevice(page);

  await shop.network.set({ mode: 'down' });
  const others = page.getByRole('navigation', { name: 'Collections' }).locator('a:not([aria-current])');
  const name = await others.first().innerText();
  await others.first().click();
  await expect(page.getByRole('heading', { level: 1, name, exact: true })).toBeVisible();
  const handle = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  await expect(count(page)).toHaveText(`${inCollection.get(handle)?.length} products`);
  await box(page, /^In stock/).check();
  await expect(page).toHaveURL(/\?stock=1$/);

  await page.getByRole('main').getByRole('article').first().getByRole('link').first().click();
  await page.getByRole('main').getByRole('link', { name, exact: true }).click();
  await expect(page).toHaveURL(`/collections/${handle}`);
});

test('without JavaScript the filters are a form', async ({ shop, browser }) => {
  const context = await browser.newContext({ baseURL: shop.url, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/products?sort=price-desc');
  await box(page, /^Reduced/).check();
  await page.getByRole('button', { name: 'Show what fits' }).click();
  await expect(page).toHaveURL(/sale=1/);
  await expect(page).toHaveURL(/sort=price-desc/);
  await expect(box(page, /^Reduced/)).toBeChecked();
  await context.close();
});

test('nonsense in the address is a list all the same', async ({ page }) => {
  for (const query of [
    'price=cheap',
    'rating=99',
    `option.Colour=${'x'.repeat(9_000)}`,
    'option.=x',
    'stock=perhaps',
  ]) {
    expect((await page.goto(`/products?${query}`))?.status(), query.slice(0, 40)).toBe(200);
    await expect(count(page)).toBeVisible();
  }
  await page.goto('/products?option.Colour=%F0%9F%8E%A9');
  await expect(page.getByText('Nothing fits all of that')).toBeVisible();
});
