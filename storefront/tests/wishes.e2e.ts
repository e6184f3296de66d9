import { readCatalog, simpleProducts } from './support/catalog';
import { merchantOf } from './support/merchant';
import { expect, outboxBadge, test, waitUntilOnDevice } from './support/shop';
import { add, cartLink, otherDevice, wish } from './support/shopper';

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

test('a link shows the wishes to somebody else, in their market, until its owner ends it', async ({
  shop,
  page,
  browser,
}) => {
  const product = simpleProducts(await readCatalog(shop.url))[1];
  const german = (await readCatalog(shop.url, 'eu-de')).find(({ id }) => id === product?.id);
  if (!product || !german) throw new Error('The demo shop has too few simple products.');
  const { title } = product;
  const main = page.getByRole('main');
  await page.goto(`/p/${product.handle}`);
  await wish(page, title);
  await expect(outboxBadge(page, 'All saved')).toBeVisible({ timeout: 60_000 });
  await page.goto('/wishlist');
  await main.getByRole('button', { name: 'Make a link' }).click();
  const link = await main.getByRole('textbox', { name: 'Link to your wishes' }).inputValue();
  expect(link).toMatch(new RegExp(`^${shop.url}/w/[\\w-]{24}$`));
  const path = new URL(link).pathname;

  const plain = await browser.newContext({ baseURL: shop.url, javaScriptEnabled: false });
  const reader = await plain.newPage();
  const answer = await reader.goto(link);
  expect(answer?.status()).toBe(200);
  expect(answer?.headers()).toMatchObject({
    'cache-control': 'private, no-store',
    'referrer-policy': 'same-origin',
    'x-robots-tag': 'noindex',
  });
  const named = (name: string) => reader.getByRole('main').getByRole('link', { name });
  await expect(named(title)).toBeVisible();
  await expect(reader.getByRole('main')).toContainText(String(product.variants[0]?.price ?? '').split('.')[0] ?? '');
  await expect(reader.getByRole('button', { name: `Add to cart ${title}` })).toBeHidden();
  await reader.goto(`/de${path}`);
  await expect(named(german.title)).toBeVisible();

  const friend = await otherDevice(browser, shop);
  await friend.page.goto(link);
  await friend.page.getByRole('button', { name: `Add to cart ${title}` }).click();
  await expect(friend.page.getByText(`${title} is in your cart`)).toBeVisible();
  await expect(cartLink(friend.page, 1)).toBeVisible();

  await page.reload();
  await expect(main.getByRole('textbox', { name: 'Link to your wishes' })).toHaveValue(link);
  await main.getByRole('button', { name: 'Stop sharing' }).click();
  await expect(main.getByText('Sharing has stopped.')).toBeVisible();
  expect((await reader.goto(link))?.status()).toBe(410);
  await expect(reader.getByRole('heading', { name: 'Not shared any more' })).toBeVisible();
  expect((await reader.goto(`/w/${'A'.repeat(24)}`))?.status()).toBe(404);
  await Promise.all([plain.close(), friend.context.close()]);

  // What became cheaper since says so, also without a signal.
  const variant = product.variants[0];
  const restore = await (await merchantOf(shop)).setPrice(variant?.id ?? '', 1, 'eur');
  await waitUntilOnDevice(page);
  await expect(async () => {
    await page.reload();
    await expect(main.getByText('when you wished for it')).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 60_000 });
  await expect(async () => {
    await shop.network.set({ mode: 'up' });
    // The server knows of it before the device does, which looks once the page is idle.
    const looked = page.waitForResponse(/\/catalog\/[^/]+\/changes/, { timeout: 15_000 });
    await page.goto('/wishlist');
    await looked;
    await shop.network.set({ mode: 'down' });
    await page.goto('/wishlist');
    await expect(main.getByText('when you wished for it')).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: 60_000 });
  await restore();
});

test('a German page speaks German from the server, offline, and in the cart', async ({ shop, page, request }) => {
  const german = simpleProducts(await readCatalog(shop.url, 'eu-de'));
  const english = await readCatalog(shop.url);
  const [first, second] = german;
  if (!first || !second) throw new Error('The demo shop has too few simple products.');
  const own = english.find(({ id }) => id === first.id);
  expect(first.title).not.toBe(own?.title);
  const html = await (await request.get(`/de/p/${first.handle}`)).text();
  expect(html).toContain(`${first.title}</bdi>`);
  expect(html).not.toContain(`${own?.title}</bdi>`);

  const main = page.getByRole('main');
  await page.goto(`/de/p/${first.handle}`);
  await expect(main.getByRole('heading', { level: 1, name: first.title })).toBeVisible();
  await main.getByRole('button', { name: 'In den Warenkorb' }).click();
  await expect(main.getByText(`${first.title}`).first()).toBeVisible();
  await expect(page.getByText('Auf diesem Gerät, ohne Empfang lesbar.')).toBeAttached({ timeout: 30_000 });
  await expect(outboxBadge(page, 'Alles gespeichert')).toBeVisible({ timeout: 60_000 });
  await page.goto('/de/cart');
  await expect(main.getByRole('link', { name: first.title })).toBeVisible();
  await expect(main.getByText(/bis zur kostenlosen Lieferung|ist für diesen Warenkorb kostenlos/)).toBeVisible();
  await expect
    .poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state ?? 'none'), { timeout: 30_000 })
    .toBe('activated');

  await shop.network.set({ mode: 'down' });
  await page.goto(`/de/p/${second.handle}`);
  await expect(main.getByRole('heading', { level: 1, name: second.title })).toBeVisible();
  await expect(main.getByText('meist 2–4 Werktage')).toBeVisible();
  await page.goto('/de/cart');
  await expect(main.getByRole('link', { name: first.title })).toBeVisible();
});
