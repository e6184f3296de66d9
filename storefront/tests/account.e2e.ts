import type { Page } from '@playwright/test';
import { readCatalog, simpleProducts } from './support/catalog';
import { expectNobodyIn, keptBy, marksOf, noteAnswers } from './support/personal-data';
import { expect, outboxBadge, test, waitUntilOnDevice, type Shop } from './support/shop';
import { add, cartLink, enter, newEmail, otherDevice, wish } from './support/shopper';

test.use({ isNetworkCut: true });
test.afterEach(async ({ shop }) => shop.network.set({ mode: 'up' }));

async function products(shop: Shop) {
  const [first, second, third] = simpleProducts(await readCatalog(shop.url));
  if (!first || !second || !third) throw new Error('The demo shop has too few simple products.');
  return { first, second, third };
}

/** Names of the databases that belong to people or the device, not to the catalog. */
const databasesOf = (page: Page) =>
  page.evaluate(async () =>
    (await indexedDB.databases()).map(({ name }) => name ?? '').filter((name) => /^satchel:(?!catalog)/.test(name)),
  );

test('what was collected without a signal before signing in reaches the customer’s cart', async ({
  shop,
  page,
  browser,
}) => {
  const { first, second } = await products(shop);
  const email = newEmail();
  await add(page, first.handle);
  await expect(outboxBadge(page, 'All saved')).toBeVisible();

  await shop.network.set({ mode: 'status', status: 503 }, { path: '/api/sync' });
  await add(page, second.handle);
  await enter(page, 'Create an account', email);
  await shop.network.set({ mode: 'up' });
  await expect(cartLink(page, 2)).toBeVisible({ timeout: 60_000 });
  await expect.poll(() => databasesOf(page)).toEqual([expect.stringMatching(/^satchel:[0-9a-f]{64}$/)]);

  const other = await otherDevice(browser, shop);
  await enter(other.page, 'Sign in', email);
  await expect(cartLink(other.page, 2)).toBeVisible();
  await other.context.close();
});

test('one browser, two people: nothing of the first is seen by or sent as the second', async ({
  shop,
  page,
  browser,
}) => {
  const { first, second, third } = await products(shop);
  const [anna, ben] = [newEmail(), newEmail()];
  await enter(page, 'Create an account', anna);
  await add(page, first.handle);
  await expect(outboxBadge(page, 'All saved')).toBeVisible();
  const tab = await page.context().newPage();
  await tab.goto('/');
  await expect(cartLink(tab, 1)).toBeVisible();

  // One change cannot leave: the shopper is asked, and may stay.
  await shop.network.set({ mode: 'status', status: 503 }, { path: '/api/sync' });
  await add(page, second.handle);
  await page.goto('/account');
  await page.getByRole('button', { name: 'Sign out' }).click();
  const question = page.getByRole('alertdialog', { name: 'Some changes have not arrived' });
  await expect(question).toContainText('1 change is only on this device.');
  await expect(question.getByRole('button', { name: 'Stay signed in' })).toBeFocused();
  await question.getByRole('button', { name: 'Stay signed in' }).click();
  await expect(cartLink(page, 2)).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await question.getByRole('button', { name: 'Sign out and lose 1 change' }).click();
  await expect(page.getByRole('heading', { name: 'Create an account' })).toBeVisible();
  await shop.network.set({ mode: 'up' });

  // Both tabs are nobody's now, and nothing of Anna is left.
  await expect(cartLink(page, 0)).toBeVisible();
  await expect(cartLink(tab, 0)).toBeVisible();
  await expect.poll(() => databasesOf(page)).toEqual([expect.stringMatching(/^satchel:anon:[0-9a-f]{32}$/)]);
  await tab.close();

  await add(page, third.handle);
  await expect(outboxBadge(page, 'All saved')).toBeVisible();
  await enter(page, 'Create an account', ben);
  await expect(cartLink(page, 1)).toBeVisible();
  await page.goto('/cart');
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1);
  await expect(page.getByRole('main')).toContainText(third.title);

  const other = await otherDevice(browser, shop);
  await enter(other.page, 'Sign in', anna);
  await other.page.goto('/cart');
  await expect(other.page.getByRole('main')).toContainText(first.title);
  await expect(other.page.getByRole('main').getByRole('listitem')).toHaveCount(1);
  await other.context.close();
});

test('a tab that slept while one person left and another came brings nothing along and becomes theirs', async ({
  shop,
  page,
}) => {
  const { first, third } = await products(shop);
  // Deaf as a frozen tab: no other tab reaches it.
  const tab = await page.context().newPage();
  await tab.addInitScript(() => {
    window.BroadcastChannel = class extends EventTarget implements BroadcastChannel {
      name = 'deaf';
      onmessage = null;
      onmessageerror = null;
      postMessage() {}
      close() {}
    };
  });
  await add(tab, first.handle);
  await expect(outboxBadge(tab, 'All saved')).toBeVisible();

  await page.goto('/');
  await expect(cartLink(page, 1)).toBeVisible();
  await enter(page, 'Create an account', newEmail());
  await expect(cartLink(page, 1)).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Create an account' })).toBeVisible();
  await enter(page, 'Create an account', newEmail());
  await add(page, third.handle);
  await expect(outboxBadge(page, 'All saved')).toBeVisible();

  const reloaded = tab.waitForEvent('load');
  await tab.getByRole('button', { name: 'Add to cart' }).click();
  await reloaded;
  for (const each of [tab, page]) {
    await each.goto('/cart');
    await expect(each.getByRole('main').getByRole('listitem')).toHaveCount(1);
    await expect(each.getByRole('main')).toContainText(third.title);
    await expect(each.getByRole('main')).not.toContainText(first.title);
  }
  // The server says the same to what an engine of that time would still send.
  const refused = await tab.request.post('/api/sync', {
    headers: { 'x-satchel-known': 'default', origin: shop.url },
    data: { requestId: crypto.randomUUID(), principal: null },
  });
  expect([refused.status(), await refused.json()]).toMatchObject([403, { error: { code: 'wrong_principal' } }]);
});

test('without JavaScript a shopper signs in and out, and hears why it did not work', async ({ shop, browser }) => {
  const context = await browser.newContext({ baseURL: shop.url, javaScriptEnabled: false });
  const page = await context.newPage();
  const email = newEmail();
  await enter(page, 'Create an account', email);
  await page.getByRole('button', { name: 'Sign out' }).click();
  const form = page.getByRole('region', { name: 'Sign in' });
  await form.getByLabel('E-mail address').fill(email);
  await form.getByLabel('Password').fill('something else');
  await form.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert').first()).toHaveText('E-mail address and password do not belong together.');
  await expect(form.getByLabel('E-mail address')).toHaveValue(email);
  await page.goto('/de/account');
  await expect(page.getByRole('heading', { level: 1, name: 'Ihr Konto' })).toBeVisible();
  await context.close();
});

test('a wish is kept without a signal and is there on the next device', async ({ shop, page, browser }) => {
  const { first } = await products(shop);
  const email = newEmail();
  await page.goto(`/p/${first.handle}`);
  await waitUntilOnDevice(page);
  await shop.network.set({ mode: 'down' });
  await wish(page, first.title);
  await page.goto('/wishlist');
  await expect(page.getByRole('main').getByRole('link', { name: first.title })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('main').getByRole('link', { name: first.title })).toBeVisible();

  await shop.network.set({ mode: 'up' });
  await enter(page, 'Create an account', email);
  const other = await otherDevice(browser, shop);
  await enter(other.page, 'Sign in', email);
  await other.page.goto('/wishlist');
  await expect(other.page.getByRole('main').getByRole('link', { name: first.title })).toBeVisible();
  await other.context.close();
});

test('what waits can be looked at, taken back and saved for support; a code that is none is explained', async ({
  shop,
  page,
}) => {
  const { first, second } = await products(shop);
  // The first request hangs, so what is added meanwhile has not left the device.
  await shop.network.set({ mode: 'blackhole' }, { path: '/api/sync' });
  await add(page, first.handle);
  await page.goto(`/p/${second.handle}`);
  await shop.network.whenSeen('held', 2);
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await expect(page.getByText('is in your cart')).toBeVisible();
  await outboxBadge(page, 'Sending').click();
  const panel = page.getByRole('dialog', { name: 'Connection and saved changes' });
  await expect(panel.getByRole('listitem')).toHaveCount(2);
  const download = page.waitForEvent('download');
  await panel.getByRole('button', { name: 'Save a copy for support' }).click();
  expect((await download).suggestedFilename()).toBe('satchel-outbox.json');
  await panel.getByRole('button', { name: `Discard: Add 1 × ${second.title}` }).click();
  await expect(panel.getByRole('listitem')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await shop.network.set({ mode: 'up' });

  await page.goto('/cart');
  await page.getByLabel('Promotion code').fill('NOT-A-CODE');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByRole('main').getByRole('status').filter({ hasText: 'NOT-A-CODE' })).toBeVisible({
    timeout: 60_000,
  });
});

test('without the shop the account says who is signed in and what is here; no cache ever names that person', async ({
  shop,
  page,
  context,
}) => {
  const { first, second } = await products(shop);
  const email = newEmail();
  const { answers, stop } = noteAnswers(shop);
  await page.setViewportSize({ width: 360, height: 640 });
  await enter(page, 'Create an account', email);
  // What is new stands at the top, not where the button was.
  expect(await page.evaluate(() => scrollY)).toBe(0);
  await add(page, first.handle);
  await waitUntilOnDevice(page);
  await page.goto(`/p/${second.handle}`);
  await wish(page, second.title);
  await page.goto('/cart');
  await expect(outboxBadge(page, 'All saved')).toBeVisible();
  await page.reload();

  await shop.network.set({ mode: 'down' });
  await page.goto('/account');
  const main = page.getByRole('main');
  await expect(main.getByText(`You are signed in as ${email}.`)).toBeVisible();
  await expect(main.getByText('The shop is out of reach')).toBeVisible();
  await expect(main.getByRole('link', { name: 'Cart 1 item' })).toBeVisible();
  await main.getByRole('link', { name: 'Everything' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Everything' })).toBeVisible();
  await page.getByRole('contentinfo').getByRole('link', { name: 'Account' }).click();
  await expect(main.getByText('The shop is out of reach')).toBeVisible();

  await shop.network.set({ mode: 'up' });
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible({ timeout: 30_000 });
  const marks = await marksOf(email, context, shop);
  const kept = await keptBy(page, marks);
  expect(kept.found).toEqual([]);
  expect((await keptBy(page, ['satchel-principal'])).found.length).toBeGreaterThan(0);
  expect(kept.entries).toBeGreaterThan(40);
  await page.getByRole('button', { name: 'Sign out' }).click();
  const entrance = page.getByRole('region', { name: 'Sign in' });
  await entrance.getByLabel('E-mail address').fill(email);
  await entrance.getByLabel('Password').fill('something else');
  await entrance.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert').first()).toContainText('do not belong together');
  await expect.poll(() => databasesOf(page)).toEqual([expect.stringMatching(/^satchel:anon:[0-9a-f]{32}$/)]);
  const storage = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  expect(marks.filter((mark) => storage.includes(mark))).toEqual([]);
  expect((await keptBy(page, marks)).found).toEqual([]);
  stop();
  expectNobodyIn(answers, marks);
});
