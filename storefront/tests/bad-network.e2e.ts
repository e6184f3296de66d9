import { readCatalog, simpleProducts } from './support/catalog';
import { newestMedusaCartId, readMedusaCart } from './support/medusa-cart';
import { expect, outboxBadge, sendNow, test, waitUntilOnDevice } from './support/shop';

test.use({ isNetworkCut: true });

test.afterEach(async ({ shop }) => shop.network.set({ mode: 'up' }));

test('a network that accepts and never answers does not stop the shop', async ({ shop, page }) => {
  const [product] = simpleProducts(await readCatalog(shop.url));
  await page.goto('/');
  await waitUntilOnDevice(page);

  await shop.network.set({ mode: 'blackhole' });
  await page.goto(`/p/${product?.handle}`);
  await expect(page.getByRole('heading', { level: 1, name: product?.title ?? '' })).toBeVisible();
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await expect(page.getByText('is in your cart')).toBeVisible();
});

test('a captive portal that answers 200 is not taken for the shop', async ({ shop, page }) => {
  const [, product] = simpleProducts(await readCatalog(shop.url));
  const variantId = product?.variants[0]?.id ?? '';
  await page.goto(`/p/${product?.handle}`);
  await waitUntilOnDevice(page);

  await shop.network.set({ mode: 'status', status: 200, headers: { 'content-type': 'text/html' } }, { path: '/api/' });
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await expect(outboxBadge(page, 'Saved on this device')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('link', { name: 'Cart, 1 item' })).toBeVisible();

  await shop.network.set({ mode: 'up' });
  await sendNow(page);
  await expect.poll(async () => readMedusaCart(shop, await newestMedusaCartId(shop))).toEqual({ [variantId]: 1 });
});

test('a list and a product that are on the device cost no request for content', async ({ shop, page }) => {
  await page.goto('/products');
  await waitUntilOnDevice(page);
  await page.reload();
  // The server has put this list into the page; the device's own databases open when the page is idle.
  await waitUntilOnDevice(page);
  const before = shop.network.passages.length;

  await page.getByRole('article').getByRole('link').first().click();
  await expect(page.getByRole('button', { name: 'Add to cart' })).toBeVisible();
  const asked = shop.network.passages.slice(before).map(({ path }) => path);
  // Pictures, changes, and the browser that looks for a newer worker.
  const expected = /^\/(img\/|api\/sync|service-worker\.js$|_app\/immutable\/workers\/)|\/changes/;
  expect(asked.filter((path) => !expected.test(path))).toEqual([]);
});
