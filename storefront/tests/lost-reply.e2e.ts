import { readCatalog, simpleProducts } from './support/catalog';
import { newestMedusaCartId, readMedusaCart, unlimitedVariants } from './support/medusa-cart';
import { expect, sendNow, test, waitUntilOnDevice, type Shop } from './support/shop';

test.use({ isNetworkCut: true });

const ADDS = 10;

test('every reply is lost once, and the bits of the quantity say: exactly once each', async ({ shop, page }) => {
  const unlimited = await unlimitedVariants(shop);
  const product = simpleProducts(await readCatalog(shop.url)).find(({ variants }) =>
    unlimited.has(variants[0]?.id ?? ''),
  );
  const variantId = product?.variants[0]?.id;
  if (!product || !variantId) throw new Error('The demo shop has no simple product without a stock to run out of.');

  await page.goto(`/p/${product.handle}`);
  await waitUntilOnDevice(page);

  const lostBefore = countLost(shop);
  for (let k = 0; k < ADDS; k++) {
    // The server does its work, the answer never comes: the device cannot know and has to ask again.
    await shop.network.set({ mode: 'lost-reply', times: 1 }, { path: '/api/sync', method: 'POST' });
    await page.getByRole('spinbutton', { name: 'Quantity' }).fill(String(2 ** k));
    await page.getByRole('spinbutton', { name: 'Quantity' }).press('Tab');
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await shop.network.whenSeen('lost', lostBefore + k + 1);
    await sendNow(page);
  }
  await shop.network.set({ mode: 'up' });

  expect(countLost(shop) - lostBefore).toBe(ADDS);
  await expect
    .poll(async () => readMedusaCart(shop, await newestMedusaCartId(shop)), { timeout: 30_000 })
    .toEqual({ [variantId]: 2 ** ADDS - 1 });
  await expect(page.getByRole('link', { name: 'Cart, 1,023 items' })).toBeAttached();
});

const countLost = ({ network }: Shop): number => network.passages.filter(({ outcome }) => outcome === 'lost').length;
