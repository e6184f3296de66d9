import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { readCatalog, simpleProducts } from './support/catalog';
import { expect, test, waitUntilOnDevice } from './support/shop';
import { cartLink } from './support/shopper';

test.use({ isNetworkCut: true });
test.afterEach(async ({ shop }) => shop.network.set({ mode: 'up' }));

const untilAlive = (page: Page) => expect(page.locator('html[data-alive]')).toBeAttached();

const searchOf = (page: Page) => {
  const dialog = page.getByRole('dialog', { name: 'Search' });
  return { dialog, field: dialog.getByRole('combobox', { name: 'What are you looking for?' }) };
};

/** Two of its neighbouring letters in the wrong order, as when typing fast. */
function misspell(word: string): string {
  const at = Math.floor(word.length / 2);
  return word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2);
}

test('with the shop out of reach and no mouse a misspelt search finds the product, which goes into the cart', async ({
  shop,
  page,
}) => {
  const product = simpleProducts(await readCatalog(shop.url)).find(({ title }) => /^\w{7,} \w+$/.test(title));
  if (!product) throw new Error('The demo shop has no simple product with a long name.');
  const [word = ''] = product.title.split(' ');
  const { dialog, field } = searchOf(page);
  const counted = page.waitForResponse('**/api/searches');
  await page.goto('/search?q=beeswax');
  expect((await counted).status()).toBe(204);
  await page.goto('/');
  await waitUntilOnDevice(page);
  await shop.network.set({ mode: 'down' });

  await page.keyboard.press('/');
  await expect(field).toBeFocused();
  await page.keyboard.type(misspell(word));
  const option = dialog.getByRole('option', { name: product.title });
  await expect(option).toHaveAccessibleName(new RegExp(`${product.title}.*€`));
  await expect(option.locator('mark').first()).toHaveText(word);
  await expect(dialog.getByText(`Did you mean ${word}?`)).toBeVisible();
  await chooseByArrows(page, option);
  await expect(field).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: product.title })).toBeVisible();
  await expect(dialog).toBeHidden();
  await page.getByRole('button', { name: 'Add to cart' }).press('Enter');
  await expect(cartLink(page, 1)).toBeVisible();

  // One step back is where the shopper came from; what was looked for is there to be looked for again, or to be forgotten.
  await page.goBack();
  await expect(page).toHaveURL(`${shop.url}/`);
  // The address is there before the page is, and the page that comes closes what was opened over the one before.
  await expect(page.getByRole('heading', { level: 1, name: product.title })).toBeHidden();
  await page.keyboard.press('Control+k');
  await expect(field).toHaveValue(misspell(word));
  await page.keyboard.press('Escape');
  await expect(field).toHaveValue('');
  await dialog.getByRole('button', { name: misspell(word), exact: true }).press('Enter');
  await expect(option).toBeVisible();
  await page.keyboard.press('Escape');
  await dialog.getByRole('button', { name: `Forget “${misspell(word)}”` }).press('Enter');
  await expect(field).toBeFocused();
  await expect(dialog.getByRole('heading', { name: 'What you looked for lately' })).toBeHidden();
  await field.fill('xyzzyq');
  await expect(dialog.getByRole('heading', { name: 'Nothing answers “xyzzyq”' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('the open search says what it finds, in either theme and from right to left, and its key can be switched off', async ({
  page,
}) => {
  const { dialog, field } = searchOf(page);
  await page.goto('/');
  // Before that the icon is a link to the page of the search.
  await untilAlive(page);
  const link = page.getByRole('banner').getByRole('link', { name: 'Search' });
  await link.press('Enter');
  await expect(field).toBeFocused();
  await expectAccessible(page, 'the open search');
  await field.pressSequentially('lan');
  await expect(dialog.getByRole('status')).toHaveText(/^\d+ results$/);
  await expect(dialog.getByRole('option', { name: /^Veranda Lantern/ })).toBeVisible();
  await expectAccessible(page, 'the open search');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.keyboard.press('ArrowDown');
  await expectAccessible(page, 'the open search', 'contrast');
  await field.fill('lantren');
  await dialog.getByRole('link', { name: 'Lantern' }).click();
  await expect(field).toHaveValue('Lantern');
  await expect(field).toBeFocused();
  await field.fill('boo');
  await expect(dialog.getByRole('group', { name: 'Shelves' }).getByRole('option', { name: 'Boots' })).toBeVisible();
  await field.fill('xyzzyq');
  await expect(dialog.getByRole('link', { name: 'Ask us for it' })).toBeVisible();
  await expectAccessible(page, 'the open search', 'contrast');

  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(link).toBeFocused();
  await page.keyboard.press('/');
  await dialog.getByRole('checkbox', { name: 'Open the search with the key /' }).uncheck();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await page.keyboard.press('/');
  await page.goto('/search');
  const own = page.getByRole('searchbox', { name: 'What are you looking for?' });
  await expect(own).toBeFocused();
  await page.keyboard.type('/lamp');
  await expect(own).toHaveValue('/lamp');
  await expect(dialog).toBeHidden();

  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/ar');
  await untilAlive(page);
  await page.getByRole('banner').getByRole('link', { name: 'البحث' }).click();
  const arabic = page.getByRole('combobox', { name: 'عمّ تبحث؟' });
  await arabic.fill('فانوص');
  await expect(page.getByRole('dialog').getByText('هل تقصد فانوس؟')).toBeVisible();
  await expectAccessible(page, 'the open search');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/ar\/search\?q=/);
  await expect(page.getByRole('main').getByRole('article')).toHaveCount(1);
});

test('a search works without JavaScript, narrowed and sorted, and makes no fuss over nonsense', async ({
  shop,
  browser,
}) => {
  const context = await browser.newContext({ baseURL: shop.url, javaScriptEnabled: false });
  const page = await context.newPage();
  const main = page.getByRole('main');
  await page.goto('/de/nowhere');
  await main.getByRole('searchbox').fill('lantren');
  await main.getByRole('button', { name: 'Suchen' }).click();
  await expect(page).toHaveURL(/\/de\/search\?q=lantren$/);
  await expect(main.getByRole('article')).toHaveCount(1);

  await page.goto('/');
  await page.getByRole('banner').getByRole('link', { name: 'Search' }).click();
  await main.getByRole('searchbox').fill('lantren');
  await main.getByRole('button', { name: 'Search' }).click();
  await main.getByRole('link', { name: 'Lantern', exact: true }).click();
  await expect(page).toHaveURL(/\/search\?q=Lantern$/);

  await page.goto('/search?q=beeswax&sort=price-asc&stock=1');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Results for “beeswax”');
  const chosen = main.getByRole('list', { name: 'Chosen filters' });
  await expect(chosen.getByRole('link', { name: /In stock$/ })).toBeVisible();
  await main.getByRole('button', { name: 'Sort' }).click();
  await expect(page).toHaveURL(/\?q=beeswax&stock=1&sort=price-asc$/);

  const answers = async (path: string) => (await page.goto(path))?.status();
  expect(await answers(`/search?q=${'x'.repeat(9_000)}${'🧦'.repeat(99)}`)).toBe(200);
  expect(await answers('/search?q=%3Cscript%3Ealert(1)%3C/script%3E')).toBe(200);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Results for “<script>alert(1)</script>”');
  expect(await answers('/search?q=xyzzyq')).toBe(200);
  await expect(main.getByText('Nothing answers “xyzzyq”')).toBeVisible();
  await expect(main.getByRole('link', { name: 'Ask us for it' })).toHaveAttribute('href', '/contact');
  await expect(main.getByRole('navigation', { name: 'Shelves' }).getByRole('link', { name: 'Kitchen' })).toBeVisible();
  expect(await answers('/search?q=%00%E2%80%AE')).toBe(200);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Search');
  expect(await answers("/search?q=' OR 1=1 --&sort=DROP&page=-1&price=x")).toBe(200);
  expect(await answers('/search?q=beeswax&page=9999')).toBe(404);
  await context.close();
});

/** Presses the down arrow until it is the active one, and no more often than there are options. */
async function chooseByArrows(page: Page, option: Locator): Promise<void> {
  const options = await page.getByRole('option').count();
  for (let presses = 0; presses < options; presses++) {
    await page.keyboard.press('ArrowDown');
    if ((await option.getAttribute('aria-selected')) === 'true') return;
  }
  throw new Error(`${options} presses of the arrow do not reach the option.`);
}
