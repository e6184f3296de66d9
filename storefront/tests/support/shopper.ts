import { expect, type Browser, type BrowserContext, type Page } from '@playwright/test';
import type { Shop } from './shop';

export const PASSWORD = 'correct horse battery';
let people = 0;
export const newEmail = () => `shopper-${process.pid}-${++people}@example.com`;

export const cartLink = (page: Page, count: number) =>
  page
    .getByRole('banner')
    .getByRole('link', { name: count === 0 ? 'Cart' : `Cart, ${count} item${count === 1 ? '' : 's'}`, exact: true });

export async function enter(page: Page, how: 'Sign in' | 'Create an account', email: string): Promise<void> {
  await page.goto('/account');
  const form = page.getByRole('region', { name: how });
  await form.getByLabel('E-mail address').fill(email);
  await form.getByLabel('Password').fill(PASSWORD);
  await form.getByRole('button', { name: how }).click();
  await expect(page.getByText(`You are signed in as ${email}.`)).toBeVisible();
}

export async function add(page: Page, handle: string): Promise<void> {
  await page.goto(`/p/${handle}`);
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await expect(page.getByText('is in your cart')).toBeVisible();
}

/** On the product's page, until the wish is stored. */
export async function wish(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: `Add to wishlist ${title}` }).click();
  const button = page.getByRole('button', { name: `On your wishlist ${title}` });
  await expect(button).toHaveAttribute('aria-busy', 'false');
}

export async function otherDevice(browser: Browser, shop: Shop): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ baseURL: shop.url });
  return { context, page: await context.newPage() };
}
