import { expect, type Page } from '@playwright/test';
import { readCatalog, simpleProducts } from './catalog';
import { unlimitedVariants } from './medusa-cart';
import type { Shop } from './shop';

/** A product that may be added by powers of two: the bits of its quantity then say which additions took effect, and how often. */
export async function unlimitedProduct(shop: Shop) {
  const unlimited = await unlimitedVariants(shop);
  const product = simpleProducts(await readCatalog(shop.url)).find(({ variants }) =>
    unlimited.has(variants[0]?.id ?? ''),
  );
  const variantId = product?.variants[0]?.id;
  if (!product || !variantId) throw new Error('The demo shop has no simple product without a stock to run out of.');
  return { path: `/p/${product.handle}`, variantId };
}

/** On the product's page. */
export async function addPieces(page: Page, quantity: number): Promise<void> {
  await page.getByRole('spinbutton', { name: 'Quantity' }).fill(String(quantity));
  await page.getByRole('spinbutton', { name: 'Quantity' }).press('Tab');
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await expect(page.getByText('is in your cart')).toBeVisible();
}
