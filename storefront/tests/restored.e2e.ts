import { newestMedusaCartId, readMedusaCart } from './support/medusa-cart';
import { addPieces, unlimitedProduct } from './support/powers';
import { backUp, epochOf } from './support/restore';
import { expect, outboxBadge, sendNow, test, waitUntilOnDevice } from './support/shop';
import { cartLink } from './support/shopper';

test.use({ isNetworkCut: true });
test.afterEach(async ({ shop }) => shop.network.set({ mode: 'up' }));

const SYNC = { path: '/api/sync', method: 'POST' };
const SLOW = { timeout: 60_000 };

test('the database is restored: the cart of the backup, and what the device still has, once', async ({
  shop,
  page,
  context,
}) => {
  const { path, variantId } = await unlimitedProduct(shop);
  await page.goto(path);
  await waitUntilOnDevice(page);
  const tab = await context.newPage();
  await tab.goto('/cart');
  await addPieces(page, 1);
  await expect(outboxBadge(page, 'All saved')).toBeVisible(SLOW);

  const epoch = await epochOf(shop);
  const backup = await backUp(shop);
  // After the backup: one change that is acknowledged, one whose answer is lost, one that has not left the device.
  await addPieces(page, 2);
  await sendNow(page);
  await backup.outlived();
  await shop.network.set({ mode: 'lost-reply', times: 1 }, SYNC);
  const lostBefore = shop.network.passages.filter(({ outcome }) => outcome === 'lost').length;
  await addPieces(page, 4);
  await shop.network.whenSeen('lost', lostBefore + 1);
  await shop.network.set({ mode: 'status', status: 503 }, SYNC);
  await addPieces(page, 8);
  expect(await epochOf(shop)).toBe(epoch);

  await shop.backend.stop();
  await backup.restore();
  await shop.backend.restart();
  await shop.network.set({ mode: 'up' });
  await sendNow(page);

  await expect
    .poll(async () => readMedusaCart(shop, await newestMedusaCartId(shop)), SLOW)
    .toEqual({ [variantId]: 13 });
  expect(await epochOf(shop)).not.toBe(epoch);
  for (const one of [page, tab]) await expect(cartLink(one, 13)).toBeVisible(SLOW);
  // That the cart is back would not be true: this device never lost it.
  for (const one of [page, tab]) await expect(one.getByText('Your cart is back')).toHaveCount(0);

  // The two pieces acknowledged after the backup are told, and one press brings them back, once for both tabs.
  const told = (one: typeof page) => one.getByRole('button', { name: 'Add again: Part of your cart is missing' });
  await expect(told(page)).toBeVisible();
  await told(tab).click();
  for (const one of [page, tab]) await expect(cartLink(one, 15)).toBeVisible(SLOW);
  await expect(told(page)).toHaveCount(0);
  await expect
    .poll(async () => readMedusaCart(shop, await newestMedusaCartId(shop)), SLOW)
    .toEqual({ [variantId]: 15 });
});
