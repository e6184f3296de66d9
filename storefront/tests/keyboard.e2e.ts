import type { Page } from '@playwright/test';
import { expect, test } from './support/shop';

/** Everything a shopper without a mouse does to buy: from the front door to the cart, with the keys alone. */
for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('buys with the keyboard alone and always sees where the focus is', async ({ page }) => {
      await page.goto('/');
      await page.keyboard.press('Tab');
      await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
      await expectVisibleFocus(page);
      await page.keyboard.press('Enter');
      await expect(page.locator('main')).toBeFocused();
      await tabTo(page, 'link', 'Toys');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('heading', { level: 1, name: 'Toys' })).toBeVisible();

      await tabTo(page, 'link', 'Sunday League Football');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('heading', { level: 1, name: 'Sunday League Football' })).toBeVisible();

      // One stop for the whole group, the arrows choose within it.
      await tabTo(page, 'radio', '4');
      await page.keyboard.press('ArrowRight');
      await expect(page.getByRole('radio', { name: '5', exact: true })).toBeChecked();
      await expectVisibleFocus(page);
      await tabTo(page, 'button', 'Add to cart');
      await page.keyboard.press('Enter');
      await expect(page.getByText('Sunday League Football is in your cart')).toBeVisible();

      await tabTo(page, 'link', 'Cart, 1 item', { isBackwards: true });
      await page.keyboard.press('Enter');
      const drawer = page.getByRole('dialog', { name: 'Your cart' });
      await expect(drawer).toBeVisible();
      await tabTo(page, 'button', 'One more');
      await page.keyboard.press('Enter');
      await expect(drawer.getByRole('spinbutton', { name: 'Quantity of Sunday League Football' })).toHaveValue('2');
      await expectVisibleFocus(page);
      // At its end the button does nothing more, but the focus stays on it.
      await tabTo(page, 'button', 'One less', { isBackwards: true });
      await page.keyboard.press('Enter');
      await page.keyboard.press('Enter');
      await expect(drawer.getByRole('spinbutton', { name: 'Quantity of Sunday League Football' })).toHaveValue('1');
      await expect(drawer.getByRole('button', { name: 'One less' })).toBeFocused();
      await tabTo(page, 'button', 'One more');
      await page.keyboard.press('Enter');

      await tabTo(page, 'button', 'Remove Sunday League Football');
      await page.keyboard.press('Enter');
      // The button is gone; the focus is on the way back.
      await expect(page.getByRole('button', { name: /Put Sunday League Football back/ })).toBeFocused();
      await expectVisibleFocus(page);
      await page.keyboard.press('Enter');
      await expect(drawer.getByRole('spinbutton', { name: 'Quantity of Sunday League Football' })).toHaveValue('2');
      await expect(page.getByRole('button', { name: 'Remove Sunday League Football' })).toBeFocused();

      // Closed with Escape, the drawer gives the focus back to what opened it.
      await page.keyboard.press('Escape');
      await expect(drawer).toBeHidden();
      await expect(page.getByRole('link', { name: /^Cart, 2/ })).toBeFocused();
      await expectVisibleFocus(page);
      await page.keyboard.press('Enter');
      await tabTo(page, 'link', 'View cart');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('heading', { level: 1, name: 'Your cart' })).toBeVisible();
      await expect(page).toHaveURL(/\/cart$/);
      await tabTo(page, 'button', 'Remove Sunday League Football');
      await tabTo(page, 'textbox', 'Promotion code');

      await tabTo(page, 'link', 'Wishlist');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('heading', { level: 1, name: 'Your wishlist' })).toBeVisible();

      await tabTo(page, 'link', 'Account');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('heading', { level: 1, name: 'Your account' })).toBeVisible();
      await tabTo(page, 'textbox', 'E-mail address');
      await page.keyboard.type('nobody');
      await tabTo(page, 'button', 'Sign in');

      // The panel opens and closes on its button, and the focus stays with it.
      await tabTo(page, 'button', /^(All saved|Sending|Saved on this device)$/);
      await page.keyboard.press('Enter');
      await expect(page.getByRole('dialog', { name: 'Connection and saved changes' })).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog', { name: 'Connection and saved changes' })).toBeHidden();
      await expectVisibleFocus(page);
    });
  });
}

const MOST_STOPS = 90;

/** Presses Tab until the focus is on it, and sees the focus at every stop on the way. */
async function tabTo(
  page: Page,
  role: 'link' | 'button' | 'radio' | 'textbox',
  name: string | RegExp,
  { isBackwards = false } = {},
): Promise<void> {
  const drawer = page.locator('.veil:popover-open');
  const scope = (await drawer.count()) > 0 ? drawer : page;
  const wanted = scope
    .getByRole(role, { name, exact: role !== 'link' || name === 'Wishlist' || name === 'Account' })
    .filter({ visible: true });
  await expect(wanted.first()).toBeVisible();
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    await page.keyboard.press(isBackwards ? 'Shift+Tab' : 'Tab');
    // Between the last stop and the first the focus is in the browser's own bars.
    if (await page.evaluate(() => document.activeElement === document.body)) continue;
    await expectVisibleFocus(page);
    if (await wanted.first().evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${MOST_STOPS} presses of Tab do not reach the ${role} "${name}".`);
}

/** Something shows where the focus is: an outline or a ring, on the element or on the label that stands for it, on the screen. */
async function expectVisibleFocus(page: Page): Promise<void> {
  const found = await page.evaluate(() => {
    const focused = document.activeElement;
    if (!focused || focused === document.body) return { what: 'nothing has the focus', isShown: false };
    const shown = focused instanceof HTMLInputElement ? [focused, ...(focused.labels ?? [])] : [focused];
    const isShown = shown.some((element) =>
      [element, ...element.querySelectorAll('*')].some((part) => {
        const box = part.getBoundingClientRect();
        const isOnScreen = box.width > 1 && box.bottom > 0 && box.top < innerHeight;
        // A tile's link reaches over the whole tile with what stands after it, and so does its outline.
        return [null, '::after'].some((pseudo) => {
          const { outlineStyle, outlineWidth, visibility } = getComputedStyle(part, pseudo);
          return isOnScreen && visibility === 'visible' && outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
        });
      }),
    );
    return { what: focused.outerHTML.slice(0, 200), isShown };
  });
  expect(found.isShown, `the focus is visible on ${found.what}`).toBe(true);
}
