import { readCatalog, simpleProducts } from './support/catalog';
import { expect, test, waitUntilOnDevice } from './support/shop';
import { cartLink } from './support/shopper';

test.use({ isNetworkCut: true });
test.afterEach(async ({ shop }) => shop.network.set({ mode: 'up' }));

/** Two of its neighbouring letters in the wrong order, as when typing fast. */
function misspell(word: string): string {
  const at = Math.floor(word.length / 2);
  return word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2);
}

test('with the shop out of reach a misspelt search finds the product, which goes into the cart', async ({
  shop,
  page,
}) => {
  const product = simpleProducts(await readCatalog(shop.url)).find(({ title }) => /^\w{7,} \w+$/.test(title));
  if (!product) throw new Error('The demo shop has no simple product with a long name.');
  const main = page.getByRole('main');
  const counted = page.waitForResponse('**/api/searches');
  await page.goto('/search?q=beeswax');
  expect((await counted).status()).toBe(204);
  await page.goto('/');
  await waitUntilOnDevice(page);
  await shop.network.set({ mode: 'down' });

  await page.keyboard.press('Control+k');
  const field = main.getByRole('searchbox', { name: 'What are you looking for?' });
  await expect(field).toBeFocused();
  await field.pressSequentially(misspell(product.title.split(' ')[0] ?? ''));
  const tile = main.getByRole('article').filter({ hasText: product.title });
  await expect(tile).toBeVisible();
  // What is typed stays, and one step back is where the shopper came from.
  await expect(field).toBeFocused();
  await tile.getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1, name: product.title })).toBeVisible();
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await expect(cartLink(page, 1)).toBeVisible();
  await page.goBack();
  await expect(tile).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(`${shop.url}/`);
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
  expect(await answers('/search?q=%00%E2%80%AE')).toBe(200);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Search');
  expect(await answers("/search?q=' OR 1=1 --&sort=DROP&page=-1&price=x")).toBe(200);
  expect(await answers('/search?q=beeswax&page=9999')).toBe(404);
  await context.close();
});
