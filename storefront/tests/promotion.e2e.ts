import { readCatalog, simpleProducts } from './support/catalog';
import { merchantOf } from './support/merchant';
import { expect, outboxBadge, test } from './support/shop';
import { add } from './support/shopper';

test.use({ isNetworkCut: true });
test.afterEach(async ({ shop }) => shop.network.set({ mode: 'up' }));

test('a promotion code is taken without a signal, carried out with one, and taken back', async ({ shop, page }) => {
  const merchant = await merchantOf(shop);
  await merchant.offer({ code: 'TENTH OFF', percent: 10 });
  const [product] = simpleProducts(await readCatalog(shop.url));
  if (!product) throw new Error('The demo shop has no simple product.');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await add(page, product.handle);
  await expect(outboxBadge(page, 'All saved')).toBeVisible();
  await page.goto('/cart');
  const main = page.getByRole('main');
  await expect(main.getByLabel('Promotion code')).toBeVisible();

  await shop.network.set({ mode: 'down' });
  await main.getByLabel('Promotion code').fill('TENTH OFF');
  await main.getByRole('button', { name: 'Apply' }).click();
  const applied = main.getByRole('listitem').filter({ hasText: 'TENTH OFF' });
  await expect(applied).toContainText('Checked when it reaches the shop');

  await shop.network.set({ mode: 'up' });
  await expect(applied).toContainText(/[−-]\D*\d/, { timeout: 60_000 });
  await expect(main.getByText('Discount', { exact: true })).toBeVisible();
  await expect(outboxBadge(page, 'All saved')).toBeVisible();

  await main.getByRole('button', { name: 'Remove code TENTH OFF' }).click();
  await expect(main.getByLabel('Promotion code')).toBeFocused();
  await expect(applied).toBeHidden();
  await expect(main.getByText('Discount', { exact: true })).toBeHidden({ timeout: 60_000 });
});
