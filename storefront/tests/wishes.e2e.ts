import { readCatalog, simpleProducts } from './support/catalog';
import { expect, outboxBadge, test, waitUntilOnDevice } from './support/shop';
import { add, cartLink } from './support/shopper';

test.use({ isNetworkCut: true });
test.afterEach(async ({ shop }) => shop.network.set({ mode: 'up' }));

test('a thing goes from the cart onto the wishlist and back, without a signal, and arrives', async ({ shop, page }) => {
  const [product] = simpleProducts(await readCatalog(shop.url));
  if (!product) throw new Error('The demo shop has too few simple products.');
  const { title } = product;
  const main = page.getByRole('main');
  // As a shopper walks: an address typed into the bar would end the page while the last change is being stored.
  const walkTo = (name: string) => page.getByRole('banner').getByRole('link', { name, exact: true }).click();
  await add(page, product.handle);
  await waitUntilOnDevice(page);
  await shop.network.set({ mode: 'down' });

  await page.goto('/cart');
  await main.getByRole('button', { name: `Save ${title} for later` }).click();
  await expect(main.getByText(`${title} is on your wishlist, for later`)).toBeVisible();
  // The way back has the focus, and takes both changes back.
  await expect(main.getByRole('button', { name: `Put ${title} back` })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(cartLink(page, 1)).toBeVisible();
  await walkTo('Wishlist');
  await expect(main.getByText('No wishes yet')).toBeVisible();

  await walkTo('Cart, 1 item');
  const drawer = page.getByRole('dialog', { name: 'Your cart' });
  await drawer.getByRole('button', { name: `Save ${title} for later` }).click();
  await expect(drawer.getByText(`${title} is on your wishlist, for later`)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(cartLink(page, 0)).toBeVisible();
  await walkTo('Wishlist');
  await main.getByRole('button', { name: `Add to cart ${title}` }).click();
  await expect(main.getByText(`${title} is in your cart`)).toBeVisible();
  await expect(main.getByRole('link', { name: 'View cart' })).toBeFocused();
  await expect(cartLink(page, 1)).toBeVisible();

  await shop.network.set({ mode: 'up' });
  await expect(outboxBadge(page, 'All saved')).toBeVisible({ timeout: 60_000 });
  await page.reload();
  await expect(main.getByText('No wishes yet')).toBeVisible();
  await page.goto('/cart');
  await expect(main.getByRole('spinbutton', { name: `Quantity of ${title}` })).toHaveValue('1');
});
