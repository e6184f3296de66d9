import type { Page } from '@playwright/test';
import { readCatalog, simpleProducts } from './support/catalog';
import { newestMedusaCartId, readMedusaCart } from './support/medusa-cart';
import { expect, outboxBadge, sendNow, test, waitUntilOnDevice } from './support/shop';

test.use({ isNetworkCut: true });

test('a page that was loaded past the worker gets it back, and needs no shop any more', async ({
  shop,
  page,
  context,
}) => {
  await page.goto('/');
  await waitUntilOnDevice(page);
  const browser = await context.newCDPSession(page);
  const loaded = page.waitForEvent('load');
  await browser.send('Page.reload', { ignoreCache: true });
  await loaded;
  await waitUntilOnDevice(page);
  await shop.network.set({ mode: 'down' });
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await shop.network.set({ mode: 'up' });
});

test('a shopper loses the shop, goes on shopping, and gets exactly that cart', async ({ shop, page, context }) => {
  const [kept, changed, removed, offlineOnly] = simpleProducts(await readCatalog(shop.url));
  if (!kept || !changed || !removed || !offlineOnly) throw new Error('The demo shop has too few simple products.');

  await page.goto('/');
  await waitUntilOnDevice(page);

  await shop.storefront.kill();
  await shop.backend.kill();

  await page.goto(`/p/${kept.handle}`);
  await expect(page.getByRole('heading', { level: 1, name: kept.title })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: kept.title })).toBeVisible();
  await addToCart(page);

  for (const product of [changed, removed]) {
    await page.goto(`/p/${product.handle}`);
    await addToCart(page);
  }
  await page.goto('/products');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.goto('/cart');
  const row = (title: string) => page.getByRole('main').getByRole('listitem').filter({ hasText: title });
  await row(changed.title).getByRole('button', { name: 'One more' }).click();
  await row(changed.title).getByRole('button', { name: 'One more' }).click();
  await row(removed.title)
    .getByRole('button', { name: `Remove ${removed.title}` })
    .click();
  await expect(page.getByRole('link', { name: 'Cart, 4 items' })).toBeVisible();
  await expect(outboxBadge(page, 'Saved on this device')).toBeVisible();

  // Nothing above may live in memory alone.
  await page.reload();
  await expect(page.getByRole('link', { name: 'Cart, 4 items' })).toBeVisible();

  await shop.backend.restart();
  await shop.storefront.restart();
  await sendNow(page);

  const expected = { [variantOf(kept)]: 1, [variantOf(changed)]: 3 };
  await expect
    .poll(async () => readMedusaCart(shop, await newestMedusaCartId(shop)), { timeout: 30_000 })
    .toEqual(expected);

  const second = await context.newPage();
  await second.goto('/cart');
  await expect(second.getByRole('link', { name: 'Cart, 4 items' })).toBeVisible();
  await expect(second.getByRole('main').getByRole('spinbutton', { name: `Quantity of ${changed.title}` })).toHaveValue(
    '3',
  );

  // And a change in one tab is in the other at once.
  await second
    .getByRole('main')
    .getByRole('button', { name: `Remove ${kept.title}` })
    .click();
  await expect(page.getByRole('link', { name: 'Cart, 3 items' })).toBeVisible();
});

async function addToCart(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await expect(page.getByText('is in your cart')).toBeVisible();
}

function variantOf({ variants, handle }: { variants: { id: string }[]; handle: string }): string {
  const id = variants[0]?.id;
  if (!id) throw new Error(`${handle} has no variant.`);
  return id;
}
