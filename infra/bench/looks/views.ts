import type { Page } from 'playwright-core';

/** What of the shop is looked at. `open` brings a page that has just been made to what the picture shows. */
export type View = { name: string; open: (page: Page, visit: Visit) => Promise<void> };

export type Visit = {
  /** Goes to a path of the market. */
  go: (path: string) => Promise<void>;
  /** Handle of a product with options and pictures. */
  product: string;
};

const SETTLED_MS = 15_000;

export const VIEWS: View[] = [
  { name: 'home', open: (_, { go }) => go('/') },
  { name: 'list', open: (_, { go }) => go('/products') },
  {
    name: 'filters',
    async open(page, { go }) {
      await go('/products');
      // Narrow screens fold the filters away; wide ones show them beside the list.
      const summary = page.locator('.area-filters summary').filter({ visible: true });
      for (const group of (await summary.all()).slice(0, 3)) await group.click();
    },
  },
  { name: 'product', open: (_, { go, product }) => go(`/p/${product}`) },
  {
    name: 'drawer',
    async open(page, visit) {
      await fillCart(page, visit);
      await page.locator('header a[href$="/cart"]').filter({ visible: true }).click();
      await page.locator('.veil:popover-open').waitFor({ timeout: SETTLED_MS });
    },
  },
  {
    name: 'cart',
    async open(page, visit) {
      await fillCart(page, visit);
      await visit.go('/cart');
      await page.locator('main li').first().waitFor({ timeout: SETTLED_MS });
    },
  },
  {
    name: 'wishlist',
    async open(page, visit) {
      await visit.go(`/p/${visit.product}`);
      await page.locator('main button[aria-pressed]:has(.heart)').click();
      await page
        .locator('main button[aria-pressed="true"][aria-busy="false"]:has(.heart)')
        .waitFor({ timeout: SETTLED_MS });
      await visit.go('/wishlist');
      await page.locator('main li').first().waitFor({ timeout: SETTLED_MS });
    },
  },
  { name: 'account', open: (_, { go }) => go('/account') },
  { name: 'journal', open: (_, { go }) => go('/journal') },
  { name: 'not-found', open: (_, { go }) => go('/p/nothing-like-that') },
  {
    name: 'offline',
    async open(page, { go }) {
      await go('/');
      await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
      await page.waitForFunction(() => navigator.serviceWorker.controller !== null, undefined, { timeout: SETTLED_MS });
      await page.context().setOffline(true);
      await go('/cart');
    },
  },
];

async function fillCart(page: Page, { go, product }: Visit): Promise<void> {
  await go(`/p/${product}`);
  await page.waitForSelector('html[data-alive]', { state: 'attached' });
  await page.locator('main .needs-script button.grow').click();
  await page.locator('main [role="status"] a[href$="/cart"]').first().waitFor({ timeout: SETTLED_MS });
}
