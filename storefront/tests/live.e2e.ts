import type { Page } from '@playwright/test';
import { readCatalog, simpleProducts } from './support/catalog';
import { watchStreams } from './support/live-streams';
import { merchantOf } from './support/merchant';
import { addPieces } from './support/powers';
import { expect, sendNow, test, waitUntilOnDevice } from './support/shop';
import { add, cartLink, enter, newEmail, otherDevice } from './support/shopper';

test.use({ isNetworkCut: true });
test.afterEach(async ({ shop }) => shop.network.set({ mode: 'up' }));

const SLOW = { timeout: 90_000 };
const ROUNDS = 3;

test('two tabs share one stream; what another device of the customer changes is in both, whoever holds it', async ({
  shop,
  page,
  context,
  browser,
}) => {
  const [product] = simpleProducts(await readCatalog(shop.url));
  if (!product) throw new Error('The demo shop has no simple product.');
  const email = newEmail();
  const streams = watchStreams(context);
  await enter(page, 'Create an account', email);
  await add(page, product.handle);
  await expect.poll(() => streams().length).toBe(1);
  const tab = await context.newPage();
  await tab.goto('/cart');
  await expect(cartLink(tab, 1)).toBeVisible();

  const other = await otherDevice(browser, shop);
  const streamsThere = watchStreams(other.context);
  await enter(other.page, 'Sign in', email);
  await expect(cartLink(other.page, 1)).toBeVisible();
  await expect.poll(() => streamsThere().length).toBe(1);
  await other.page.goto('/cart');
  await expect.poll(() => streamsThere().length).toBe(1);

  const oneMore = other.page.getByRole('main').getByRole('button', { name: 'One more' }).first();
  let pieces = 1;
  for (let round = 0; round < ROUNDS; round++) {
    await oneMore.click();
    pieces += 1;
    await Promise.all([
      expect(cartLink(page, pieces)).toBeVisible(SLOW),
      expect(cartLink(tab, pieces)).toBeVisible(SLOW),
    ]);
  }
  expect(streams()).toEqual([page]);

  // The tab that holds the stream is closed: the other one takes it.
  await page.close();
  await expect.poll(streams).toEqual([tab]);
  await oneMore.click();
  await expect(cartLink(tab, pieces + 1)).toBeVisible(SLOW);

  // And back, after the backend was gone for a while. It does not wait for streams when it is asked to stop.
  expect(await shop.backend.stop()).toMatchObject({ code: 0 });
  await expect.poll(streams).toEqual([]);
  await shop.backend.restart();
  await tab.getByRole('main').getByRole('button', { name: 'One more' }).first().click();
  await expect(cartLink(other.page, pieces + 2)).toBeVisible(SLOW);
  await other.context.close();
});

test('a product is followed while it is looked at: its price, that it is taken out of the shop, and that it is back', async ({
  shop,
  page,
}) => {
  const product = simpleProducts(await readCatalog(shop.url))[1];
  if (!product) throw new Error('The demo shop has too few simple products.');
  const merchant = await merchantOf(shop);
  await page.goto(`/p/${product.handle}`);
  await waitUntilOnDevice(page);
  const related = page.getByRole('region', { name: 'Goes well with it' });
  await expect(related).toBeVisible();
  await related.evaluate((section) => section.setAttribute('data-was-here', ''));
  // The device looks now and then, and whenever the network comes back.
  const after = (check: () => Promise<void>) =>
    expect(async () => {
      await page.evaluate(() => dispatchEvent(new Event('online')));
      await check();
    }).toPass(SLOW);
  const price = page.getByRole('article').getByText('€1.25');
  const isGone = page.getByRole('alert').filter({ hasText: 'No longer sold' });

  const restore = await merchant.setPrice(product.variants[0]?.id ?? '', 1.25, 'eur');
  try {
    await after(() => expect(price).toBeVisible({ timeout: 1_000 }));
    await merchant.setStatus(product.id, 'draft');
    await after(() => expect(isGone).toBeVisible({ timeout: 1_000 }));
    await expect(page.getByRole('button', { name: 'Add to cart' })).toBeDisabled();
    await expect(page.getByRole('button', { name: 'Add to cart' })).toHaveAccessibleDescription(/No longer sold/);
    await merchant.setStatus(product.id, 'published');
    await after(() => expect(isGone).toBeHidden({ timeout: 1_000 }));
    await expect(page.getByRole('button', { name: 'Add to cart' })).toBeEnabled();
  } finally {
    await merchant.setStatus(product.id, 'published');
    await restore();
  }
  // What stands below was not drawn anew.
  await expect(related).toHaveAttribute('data-was-here', '');
});

test('a notice is in every tab until it is put away in one of them, and does not come back', async ({
  shop,
  page,
  context,
}) => {
  const [product] = simpleProducts(await readCatalog(shop.url));
  if (!product) throw new Error('The demo shop has no simple product.');
  await page.goto(`/p/${product.handle}`);
  await waitUntilOnDevice(page);
  const tab = await context.newPage();
  await tab.goto('/cart');
  await addPieces(page, 1);
  await sendNow(page);
  await expect(cartLink(tab, 1)).toBeVisible();

  const merchant = await merchantOf(shop);
  const restock = await merchant.setStock(product.variants[0]?.id ?? '', 2);
  const putAway = (one: Page) => one.getByRole('button', { name: /^Dismiss: .*fewer than you wanted$/ });
  try {
    await addPieces(page, 4);
    for (const one of [page, tab]) {
      await expect(putAway(one)).toHaveCount(1, SLOW);
      await expect(cartLink(one, 2)).toBeVisible();
    }
    await putAway(tab).click();
    for (const one of [page, tab]) await expect(putAway(one)).toHaveCount(0);
  } finally {
    await restock();
  }

  // Neither a reload nor what the server says next brings it back.
  for (const one of [page, tab]) await one.reload();
  await expect(cartLink(tab, 2)).toBeVisible();
  await addPieces(page, 1);
  await sendNow(page);
  for (const one of [page, tab]) {
    await expect(cartLink(one, 3)).toBeVisible();
    await expect(putAway(one)).toHaveCount(0);
  }
});
