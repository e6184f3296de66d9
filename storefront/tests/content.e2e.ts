import type { Page } from '@playwright/test';
import { z } from 'zod';
import { expectAccessible } from './support/axe';
import { readCatalog } from './support/catalog';
import { expect, test, waitUntilOnDevice } from './support/shop';
import { cartLink } from './support/shopper';

const POSTS = ['care-for-things', 'pack-light', 'without-a-signal'];
const LEGAL = ['imprint', 'privacy', 'terms', 'returns'];
const PAGES = [
  '/about',
  '/contact',
  '/journal',
  ...POSTS.map((slug) => `/journal/${slug}`),
  ...LEGAL.map((page) => `/legal/${page}`),
];
const MARKETS = [
  { prefix: '', language: 'en' },
  { prefix: '/de', language: 'de' },
  { prefix: '/ar', language: 'ar' },
] as const;

for (const { prefix, language } of MARKETS) {
  test(`every page to read is there in ${language}, without a fault and on a narrow screen`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 800 });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    for (const path of PAGES) {
      const response = await page.goto(prefix + path);
      expect(response?.status(), path).toBe(200);
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
      await expectAccessible(page, prefix + path);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, `${path} is wider than the screen`).toBeLessThanOrEqual(0);
    }
  });
}

test('what is not translated says so, in its own language and direction', async ({ page }) => {
  await page.goto('/ar/journal/pack-light');
  const post = page.getByRole('article');
  await expect(post.locator('[lang=en][dir=ltr]').getByRole('heading', { level: 1 })).toHaveText('One bag, seven days');
  await expect(post.getByText('لم يُترجم هذا النص بعد')).toBeVisible();
  // For a search engine it is the English page once more.
  await expect(page.locator('link[rel=canonical]')).toHaveAttribute('href', /[^/]\/\/[^/]+\/journal\/pack-light$/);
  await expect(page.locator('link[hreflang=ar]')).toHaveCount(0);
  await expect(page.locator('link[hreflang=de]')).toHaveCount(1);
});

test('a post leads to its products, and a link in it stays in the market', async ({ page }) => {
  await page.goto('/de/journal/without-a-signal');
  await expect(page.getByRole('region', { name: 'Davon ist die Rede' }).getByRole('article')).toHaveCount(3);
  await page.getByRole('article').first().getByRole('link', { name: 'Was wir versprechen' }).click();
  await expect(page).toHaveURL(/\/de\/about$/);
});

test('without JavaScript everything can be read, and the line above the header stays', async ({ shop, browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: shop.url });
  const page = await context.newPage();
  await page.goto('/');
  await expect(page.getByRole('link', { name: 'Free delivery from €80' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Hide this line' })).toBeHidden();
  await page.getByRole('contentinfo').getByRole('link', { name: 'Journal' }).click();
  await page.getByRole('link', { name: 'One bag, seven days' }).click();
  await expect(page.getByRole('heading', { name: 'Three of each, one worn' })).toBeVisible();
  await page.getByRole('contentinfo').getByRole('link', { name: 'Privacy' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Privacy' })).toBeVisible();

  await page.getByRole('contentinfo').getByRole('link', { name: 'Write to us' }).click();
  const message = page.getByLabel('Your message');
  await page.getByLabel('Your e-mail address').fill('sam@nowhere');
  await message.fill('By hand');
  await page.getByRole('button', { name: 'Send the message' }).click();
  await expect(page.getByLabel('Your e-mail address')).toHaveAccessibleDescription(/^Please give one complete/);
  await expect(message).toHaveValue('By hand');
  await page.getByLabel('Your e-mail address').fill('sam@nowhere.example');
  await page.getByRole('button', { name: 'Send the message' }).click();
  await expect(page.getByRole('status').getByText('Thank you. Your message has arrived')).toBeVisible();
  await context.close();
});

test('the feed is well-formed and leads to every post, in every market', async ({ shop, page, request }) => {
  await page.goto('/journal');
  for (const { prefix, language } of MARKETS) {
    const response = await request.get(`${prefix}/journal/feed.xml`);
    expect(response.headers()['content-type']).toContain('application/atom+xml');
    const feed = await page.evaluate(
      (text) => {
        const xml = new DOMParser().parseFromString(text, 'application/xml');
        return {
          fault: xml.querySelector('parsererror')?.textContent ?? null,
          root: xml.documentElement.namespaceURI,
          language: xml.documentElement.getAttribute('xml:lang'),
          links: [...xml.querySelectorAll('entry > link')].map((link) => link.getAttribute('href') ?? ''),
        };
      },
      await response.text(),
    );
    expect(feed).toMatchObject({ fault: null, root: 'http://www.w3.org/2005/Atom', language });
    expect(feed.links.map((link) => link.replace(`${shop.url}${prefix}/journal/`, '')).sort()).toEqual(POSTS);
    for (const link of feed.links) expect((await request.get(link)).status(), link).toBe(200);
  }
});

const picture = z.object({ src: z.string(), sizes: z.string(), type: z.string(), purpose: z.string().optional() });
const manifestSchema = z.object({
  id: z.string(),
  scope: z.string(),
  start_url: z.string(),
  icons: z.array(picture),
  screenshots: z.array(picture.extend({ form_factor: z.enum(['narrow', 'wide']), label: z.string() })),
  shortcuts: z.array(z.object({ url: z.string(), icons: z.array(picture) })),
  share_target: z.object({ action: z.string(), method: z.literal('GET') }),
});

test('the web manifest is complete, and what it names answers', async ({ page, request }) => {
  const manifest = manifestSchema.parse(await (await request.get('/manifest.webmanifest')).json());
  expect(manifest.icons.map(({ purpose }) => purpose)).toEqual(expect.arrayContaining(['maskable', 'monochrome']));
  expect(new Set(manifest.screenshots.map((shot) => shot.form_factor))).toEqual(new Set(['narrow', 'wide']));
  expect(manifest.shortcuts).toHaveLength(3);

  await page.goto('/about');
  const pictures = [...manifest.icons, ...manifest.screenshots, ...manifest.shortcuts.flatMap(({ icons }) => icons)];
  for (const { src, sizes, type } of pictures) {
    const response = await request.get(src);
    expect([response.status(), response.headers()['content-type']], src).toEqual([200, type]);
    const size = await page.evaluate(async (address) => {
      const image = new Image();
      image.src = address;
      await image.decode();
      return `${image.naturalWidth}x${image.naturalHeight}`;
    }, src);
    if (sizes !== 'any') expect(size, src).toBe(sizes);
  }
  for (const { url } of [{ url: manifest.start_url }, ...manifest.shortcuts])
    expect((await request.get(url)).status(), url).toBe(200);

  const { action } = manifest.share_target;
  const shared = await request.get(`${action}?title=Red+boots&url=https://elsewhere.example/x`, { maxRedirects: 0 });
  expect([shared.status(), shared.headers()['location']]).toEqual([307, '/search?q=Red%20boots']);
});

test('a shared link of the shop opens its page', async ({ shop, page }) => {
  const [product] = await readCatalog(shop.url);
  await page.goto(`/share?text=${encodeURIComponent(`Look: ${shop.url}/de/p/${product?.handle}`)}`);
  await expect(page).toHaveURL(`${shop.url}/de/p/${product?.handle}`);
});

test('the line above the header is closed once, before the next page is painted', async ({ page }) => {
  await page.goto('/about');
  const line = page.getByRole('complementary', { name: 'Announcement' });
  await page.getByRole('button', { name: 'Hide this line' }).click();
  await expect(line).toBeHidden();
  await page.goto('/journal', { waitUntil: 'commit' });
  await expect(page.locator('html')).toHaveAttribute('data-bar', 'closed');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(line).toBeHidden();
});

test('a visitor who reads another language is told once, and never sent anywhere', async ({ shop, browser }) => {
  const context = await browser.newContext({ locale: 'de-DE', baseURL: shop.url });
  const page = await context.newPage();
  await page.goto('/journal');
  const go = page.getByText('Lieber auf Deutsch?').locator('..').getByRole('link');
  await expect(go).toHaveAttribute('href', '/de/journal');
  await expect(page).toHaveURL(`${shop.url}/journal`);
  await expectAccessible(page, 'a page with a suggestion');
  // It lies over the page, but never over what has the focus, and hands that on when it goes.
  const padding = () => page.evaluate(() => parseFloat(document.documentElement.style.scrollPaddingBlockEnd));
  const height = (await page.getByText('Lieber auf Deutsch?').locator('../..').boundingBox())?.height ?? Infinity;
  expect(await padding()).toBeGreaterThanOrEqual(Math.floor(height));
  await page.getByRole('button', { name: 'Hier bleiben' }).press('Enter');
  await expect(go).toHaveCount(0);
  await expect(page.locator('main')).toBeFocused();
  const later = await context.newPage();
  await later.goto('/journal');
  await waitForOffers(later);
  await expect(later.getByText('Lieber auf Deutsch?')).toHaveCount(0);
  await context.close();
});

test('what was looked at stands on the home page, the latest first', async ({ shop, page }) => {
  const [first, second] = await readCatalog(shop.url);
  await page.goto('/');
  await waitUntilOnDevice(page);
  for (const product of [first, second]) {
    await page.goto(`/p/${product?.handle}`);
    // What comes with the script is there, so the look at it has been noted.
    await expect(page.getByRole('button', { name: 'Look closely' })).toBeVisible();
  }
  const shelf = page.getByRole('region', { name: 'Looked at last' });
  await expect(shelf.getByRole('link')).toHaveText([first?.title ?? '']);
  await page.goto('/');
  await expect(shelf.getByRole('link')).toHaveText([second?.title ?? '', first?.title ?? '']);
});

test('a product is passed on by its link', async ({ shop, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const [product] = await readCatalog(shop.url);
  await page.goto(`/p/${product?.handle}`);
  // Headless Chromium has a share function that nobody answers.
  await page.evaluate(() => Object.defineProperty(navigator, 'share', { value: undefined }));
  await page.getByRole('button', { name: `Share ${product?.title}` }).click();
  await expect(page.getByText('The link is copied')).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain(`${shop.url}/p/${product?.handle}?variant=`);
});

test('the app is offered once the shopper goes on with something in the cart, and not again', async ({
  shop,
  page,
}) => {
  const [product] = (await readCatalog(shop.url)).filter(({ variants }) => variants.length === 1);
  await page.goto(`/p/${product?.handle}`);
  await waitForOffers(page);
  await page.evaluate(() => {
    const prompt = async () => void document.body.setAttribute('data-asked', 'yes');
    dispatchEvent(Object.assign(new Event('beforeinstallprompt', { cancelable: true }), { prompt }));
  });
  const card = page.getByText('Keep the shop at hand');
  await expect(card).toHaveCount(0);
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await expect(cartLink(page, 1)).toBeVisible();
  await expect(card).toHaveCount(0);
  await page.getByRole('contentinfo').getByRole('link', { name: 'Journal' }).click();
  await expect(card).toBeVisible();
  await expectAccessible(page, 'a page with the install card');
  await page.getByRole('button', { name: 'Install', exact: true }).click();
  await expect(page.locator('body')).toHaveAttribute('data-asked', 'yes');
  await expect(card).toHaveCount(0);
});

test.describe('with the shop out of reach', () => {
  test.use({ isNetworkCut: true });

  for (const { prefix, language } of MARKETS) {
    test(`every page to read opens in ${language}`, async ({ shop, page }) => {
      await page.goto(prefix || '/');
      await waitUntilOnDevice(page, language);
      await shop.network.set({ mode: 'down' });
      for (const path of PAGES) {
        await page.goto(prefix + path);
        await expect(page.locator('html')).toHaveAttribute('lang', language);
        await expect(page.getByRole('heading', { level: 1 }), path).toBeVisible();
        await expect(page.getByRole('main').locator('p').nth(1), path).toBeVisible();
      }
      await page.goto(`${prefix}/journal/pack-light`);
      await expect(page.getByRole('main').getByRole('list').last().getByRole('article')).toHaveCount(3);
      await shop.network.set({ mode: 'up' });
    });
  }

  test('a missing page has ways on', async ({ page }) => {
    const response = await page.goto('/de/nowhere');
    expect(response?.status()).toBe(404);
    await expect(page.getByRole('main').getByRole('link', { name: 'Rückgabe & Versand' })).toBeVisible();
    await expectAccessible(page, 'a missing page');
    expect((await page.goto('/styleguide'))?.status()).toBe(404);
  });
});

test('no page of the shop brings the texts along', async ({ shop, page }) => {
  const [product] = await readCatalog(shop.url);
  const scripts: string[] = [];
  page.on('response', (response) => void (response.url().endsWith('.js') && scripts.push(response.url())));
  await page.goto(`/p/${product?.handle}`, { waitUntil: 'load' });
  const code = await Promise.all(scripts.map(async (address) => (await fetch(address)).text()));
  expect(code.length).toBeGreaterThan(3);
  for (const text of ['rancid', 'GDPR', 'Style guide'])
    expect(
      code.some((script) => script.includes(text)),
      text,
    ).toBe(false);
});

/** What is offered on the side is loaded last; it counts the visit when it is there. */
async function waitForOffers(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(() => sessionStorage.getItem('satchel:visit-counted'))).toBe('1');
}
