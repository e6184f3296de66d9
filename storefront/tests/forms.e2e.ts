import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { readCatalog, simpleProducts } from './support/catalog';
import { merchantOf } from './support/merchant';
import { orderAs } from './support/order';
import { expect, outboxBadge, test, waitUntilOnDevice } from './support/shop';
import { add, enter, newEmail } from './support/shopper';

test.use({ isNetworkCut: true });
test.afterEach(async ({ shop }) => shop.network.set({ mode: 'up' }));

/** Shown as it is written, or the page would not be the shop's any more. */
const MARKUP = '<img src=x onerror="document.title = 1"><script>document.title = 2</script>';

/** Everything that this browser keeps of people. */
const keptText = (page: Page) =>
  page.evaluate(async () => {
    const texts: string[] = [];
    for (const { name = '' } of await indexedDB.databases()) {
      if (!/^satchel:(?!catalog)/.test(name)) continue;
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(new Error(name));
      });
      for (const store of db.objectStoreNames) {
        const rows = await new Promise<unknown[]>((resolve) => {
          const asking = db.transaction(store).objectStore(store).getAll();
          asking.onsuccess = () => resolve(asking.result);
        });
        texts.push(JSON.stringify(rows));
      }
      db.close();
    }
    return texts.join();
  });

test('what is written without a signal arrives once, and what cannot be taken comes back with its words', async ({
  shop,
  page,
}) => {
  const [bought, other] = simpleProducts(await readCatalog(shop.url));
  if (!bought || !other) throw new Error('The demo shop has too few simple products.');
  const email = newEmail();
  const main = page.getByRole('main');
  const waits = main.getByText('Saved on this device. It is sent by itself as soon as the shop can take it.');
  await enter(page, 'Create an account', email);
  await add(page, bought.handle);
  await expect(outboxBadge(page, 'All saved')).toBeVisible();
  await orderAs(shop, email);
  await page.goto(`/p/${bought.handle}`);
  await waitUntilOnDevice(page);
  await shop.network.set({ mode: 'down' });

  await page.goto('/contact');
  await main.getByLabel('Your e-mail address').fill(email);
  await main.getByLabel('Your message').fill('Is the kettle back?\n<b>Soon</b> ☕');
  await main.getByRole('button', { name: 'Send the message' }).click();
  await expect(waits).toBeVisible();
  for (const product of [bought, other]) {
    await page.goto(`/p/${product.handle}/review`);
    await main.getByRole('radio', { name: '4 stars out of 5' }).check();
    await main.getByLabel('What was it like?').fill(`My words about ${product.handle} ${MARKUP}`);
    await main.getByRole('button', { name: 'Send the review' }).click();
    await expect(waits).toBeVisible();
  }
  await outboxBadge(page, 'Saved on this device').click();
  const waiting = page.getByRole('region', { name: 'What is waiting' }).getByRole('listitem');
  await expect(waiting).toContainText([
    'Message: Is the kettle back?',
    `Review of ${bought.title}`,
    `Review of ${other.title}`,
  ]);
  await page.keyboard.press('Escape');

  await shop.network.set({ mode: 'up' });
  await expect(outboxBadge(page, 'All saved')).toBeVisible({ timeout: 60_000 });
  await expect(main.getByText('It has arrived and could not be taken.')).toBeVisible();
  await expect(page.getByText(`Your review of ${other.title} came back`)).toBeVisible();
  const merchant = await merchantOf(shop);
  const told = (await merchant.messages()).filter(({ replyTo }) => replyTo.address === email);
  expect(told.map(({ text }) => text)).toEqual(['Is the kettle back?\n<b>Soon</b> ☕']);
  const reviews = (await merchant.reviewsOf(bought.id)).filter(({ text }) => text.startsWith('My words'));
  expect(reviews).toMatchObject([{ rating: 4, text: `My words about ${bought.handle} ${MARKUP}` }]);
  expect((await merchant.reviewsOf(other.id)).filter(({ text }) => text.startsWith('My words'))).toEqual([]);
  expect(await keptText(page)).not.toContain('kettle back');

  await page.getByRole('link', { name: 'Write it anew' }).click();
  await expect(main.getByLabel('What was it like?')).toHaveValue(`My words about ${other.handle} ${MARKUP}`);
  await expect(main.getByRole('radio', { name: '4 stars out of 5' })).toBeChecked();

  // What the merchant has approved everybody reads as it was written, also without script; and it says so when it cannot be had.
  const [review] = reviews;
  if (!review) throw new Error('The review has gone.');
  await merchant.approve(review);
  const words = main.getByText(`My words about ${bought.handle} ${MARKUP}`);
  await page.goto(`/p/${bought.handle}#reviews`);
  await expect(words).toBeVisible();
  await expectAccessible(page, 'a product with a review');
  await page.goto(`/p/${bought.handle}/reviews`);
  await expect(words).toBeVisible();
  await expectAccessible(page, 'the reviews of a product');
  const html = await (await fetch(`${shop.url}/p/${bought.handle}/reviews`)).text();
  expect(html).toContain('My words about');
  expect(html).not.toContain(MARKUP);
  await shop.network.set({ mode: 'down' });
  await page.goto(`/p/${bought.handle}#reviews`);
  const away = main.getByText('The reviews are not on this device, and the shop is out of reach.');
  await expect(away).toBeVisible();
  await shop.network.set({ mode: 'up' });
  await main.getByRole('button', { name: 'Try again' }).click();
  await expect(words).toBeVisible();
});
