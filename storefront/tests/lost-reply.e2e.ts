import { readCatalog, simpleProducts } from './support/catalog';
import { newestMedusaCartId, readMedusaCart, unlimitedVariants } from './support/medusa-cart';
import { expect, outboxBadge, test, waitUntilOnDevice } from './support/shop';

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

  for (let k = 0; k < ADDS; k++) {
    // The server does its work, the answer never comes: the device cannot know and has to ask again.
    await shop.network.set({ mode: 'lost-reply', times: 1 }, { path: '/api/sync', method: 'POST' });
    await page.getByRole('spinbutton', { name: 'Quantity' }).fill(String(2 ** k));
    await page.getByRole('spinbutton', { name: 'Quantity' }).press('Tab');
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await shop.network.whenSeen('lost', k + 1);
    await page
      .getByRole('banner')
      .getByRole('button', { name: /Saved on this device|Sending|All saved/ })
      .filter({ visible: true })
      .click();
    const sendNow = page.getByRole('button', { name: 'Send now' });
    const saved = outboxBadge(page, 'All saved');
    await expect(sendNow.or(saved).first()).toBeVisible();
    if (await sendNow.isVisible()) await sendNow.click();
    await page.keyboard.press('Escape');
    await expect(saved).toBeVisible();
  }
  await shop.network.set({ mode: 'up' });

  const lost = shop.network.passages.filter(({ outcome }) => outcome === 'lost').length;
  expect(lost).toBe(ADDS);
  await expect
    .poll(async () => readMedusaCart(shop, await newestMedusaCartId(shop)), { timeout: 30_000 })
    .toEqual({ [variantId]: 2 ** ADDS - 1 });
  await expect(page.getByRole('link', { name: `Cart, ${2 ** ADDS - 1} items` })).toBeAttached();
});
