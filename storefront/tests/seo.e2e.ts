import type { APIRequestContext, Page } from '@playwright/test';
import sharp from 'sharp';
import { MARKETS } from 'sync/protocol';
import { localizePath, stripMarket } from '../src/lib/i18n/market';
import { readCatalog } from './support/catalog';
import { expect, test } from './support/shop';

/** More would say nothing more: pages of a kind are made by the same code. */
const SAMPLE = 120;

/** Every n-th, so that each market and kind is among them. */
function sampleOf<Value>(values: Value[], size = SAMPLE): Value[] {
  const step = Math.max(1, Math.ceil(values.length / size));
  return values.filter((_, index) => index % step === 0);
}

const unescapeXml = (text: string) =>
  text.replace(
    /&(amp|lt|gt|quot|apos);/g,
    (entity) => ({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" })[entity.slice(1, -1)] ?? '',
  );
const all = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].map(([, found]) => unescapeXml(String(found)));
const locs = (xml: string) => all(xml, /<loc>([^<]+)<\/loc>/g);

async function readXml(request: APIRequestContext, address: string, type = 'application/xml'): Promise<string> {
  const response = await request.get(address);
  expect(response.status(), address).toBe(200);
  expect(response.headers()['content-type']).toBe(`${type}; charset=utf-8`);
  expect(response.headers()['cache-control']).toContain('s-maxage');
  expect(response.headers()['set-cookie']).toBeUndefined();
  return response.text();
}

async function statuses(request: APIRequestContext, addresses: string[]): Promise<string[]> {
  const faults: string[] = [];
  for (const address of addresses) {
    const status = (await request.get(address, { maxRedirects: 0 })).status();
    if (status !== 200) faults.push(`${status} ${address}`);
  }
  return faults;
}

test('the sitemap lists every product of every market, and what it lists is there', async ({ shop, page, request }) => {
  const files = locs(await readXml(request, '/sitemap.xml'));
  const shards = await Promise.all(files.map((file) => readXml(request, file)));
  const listed = new Set(shards.flatMap(locs));
  for (const market of MARKETS) {
    const catalog = await readCatalog(shop.url, market.region);
    expect(catalog.length).toBeGreaterThan(10);
    const missing = catalog.filter(({ handle }) => !listed.has(shop.url + localizePath(market, `/p/${handle}`)));
    expect(missing.map(({ handle }) => handle)).toEqual([]);
    const { collection } = catalog.find((product) => product.collection !== null) ?? {};
    for (const path of ['/', '/products', '/about', `/c/${catalog[0]?.categories[0]}`, `/collections/${collection}`])
      expect(listed).toContain(shop.url + localizePath(market, path));
  }
  expect(await statuses(request, sampleOf([...listed]))).toEqual([]);

  // A browser's own parser is the judge of whether it is XML; and alternates are the same from whichever market one looks.
  await page.goto('/about');
  const groups = await page.evaluate((texts) => {
    return texts.flatMap((text) => {
      const parsed = new DOMParser().parseFromString(text, 'application/xml');
      if (parsed.querySelector('parsererror')) return [['not XML', text.slice(0, 200)]];
      return [...parsed.querySelectorAll('url')].map((url) => [
        url.querySelector('loc')?.textContent ?? '',
        ...[...url.children].flatMap((link) => link.getAttribute('href') ?? []),
      ]);
    });
  }, shards);
  expect(groups.length).toBe(listed.size);
  for (const [own, ...alternates] of groups) {
    // A post that is not translated is listed only where it is.
    const path = stripMarket(new URL(own ?? '').pathname);
    const everywhere = MARKETS.map((market) => shop.url + localizePath(market, path)).filter((address) =>
      listed.has(address),
    );
    expect(alternates).toHaveLength(everywhere.length + 1);
    expect(new Set(alternates)).toEqual(new Set(everywhere));
  }
  expect((await request.get('/sitemap-en-products-99.xml')).status()).toBe(404);
});

test('no link of the shop is broken, beginning at the front page', async ({ shop, page, request }) => {
  const seen = new Set<string>();
  const waiting = ['/', '/ar'];
  const faults: string[] = [];
  await page.goto('/about');
  for (let path = waiting.shift(); path !== undefined && seen.size < SAMPLE; path = waiting.shift()) {
    const response = await request.get(path, { maxRedirects: 0 });
    if (response.status() !== 200) faults.push(`${response.status()} ${path}`);
    const isPage = response.headers()['content-type']?.startsWith('text/html');
    const links = isPage
      ? await page.evaluate(
          (html) => {
            const found = new DOMParser()
              .parseFromString(html, 'text/html')
              .querySelectorAll('a[href], link[href], img[src]');
            return [...found].map((element) => element.getAttribute('href') ?? element.getAttribute('src') ?? '');
          },
          await response.text(),
        )
      : [];
    seen.add(path);
    // One product more of the same list is one page more of the same kind: the first of each list will do, and all else.
    const inside = links.flatMap((link) => {
      const { origin, pathname, search } = new URL(link, shop.url + path);
      return origin === shop.url && !/\/account$/.test(pathname) ? `${pathname}${search}` : [];
    });
    const products = inside.filter((link) => /\/p\//.test(link)).slice(0, 3);
    for (const link of [...inside.filter((other) => !/\/(p|img)\//.test(other)), ...products])
      if (!seen.has(link) && !waiting.includes(link)) waiting.push(link);
  }
  expect(faults).toEqual([]);
  expect(seen.size).toBeGreaterThan(40);
});

test('a product page says to machines what it says to people', async ({ shop, page, request }) => {
  const catalog = await readCatalog(shop.url);
  const product = catalog.find(({ variants, rating }) => variants.length > 1 && rating) ?? catalog[0];
  if (!product) throw new Error('There is no product');
  for (const prefix of ['', '/de', '/ar']) {
    await page.goto(`${prefix}/p/${product.handle}`);
    const title = await page.getByRole('heading', { level: 1 }).textContent();
    const { Product: told, BreadcrumbList: trail } = await readJsonLd(page);
    expect(told?.['name']).toBe(title);
    expect(told?.['offers']).toHaveLength(product.variants.filter(({ price }) => price !== null).length);
    const steps = trail?.['itemListElement'] as { name: string; item?: string }[];
    expect(steps.at(-1)?.name).toBe(title);
    const crumbs = page.getByRole('main').getByRole('navigation').first().getByRole('link');
    expect(steps.slice(0, -1).map(({ item }) => item)).toEqual(
      await crumbs
        .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href.replace(/\/$/, '')))
        .then((hrefs) => hrefs.map((href) => (href === shop.url ? `${href}/` : href))),
    );

    const meta = await readMeta(page);
    expect(meta).toMatchObject({
      'og:type': 'product',
      'og:url': `${shop.url}${prefix}/p/${product.handle}`,
      'og:image:width': '1200',
      'og:image:height': '630',
      'product:price:currency': 'EUR',
      'twitter:card': 'summary_large_image',
    });
    expect(meta['og:image:alt']).toContain(title);
    expect(meta['description']?.length).toBeGreaterThan(10);
    await expectCard(request, meta['og:image'] ?? '', 'immutable');
    expect(await page.locator('link[rel=canonical]').getAttribute('href')).toBe(meta['og:url']);
    await expect(page.locator('link[rel=alternate][hreflang]')).toHaveCount(MARKETS.length + 1);
  }

  for (const path of ['/', '/de', `/c/${product.categories[0]}`, '/ar/about']) {
    await page.goto(path);
    await expectCard(request, (await readMeta(page))['og:image'] ?? '', 'max-age=3600');
  }
  expect((await request.get('/og/p/no-such-product.jpg')).status()).toBe(404);
});

test('the front page names the shop and how it is searched; what is of one person is not indexed', async ({
  shop,
  page,
}) => {
  await page.goto('/de');
  const { WebSite: site, Organization: organization } = await readJsonLd(page);
  expect(site).toMatchObject({
    url: `${shop.url}/de`,
    inLanguage: 'de',
    potentialAction: { target: { urlTemplate: `${shop.url}/de/search?q={search_term_string}` } },
  });
  expect(organization).toMatchObject({ name: 'Satchel', url: shop.url });
  for (const path of ['/cart', '/wishlist', '/account', '/ar/cart']) {
    await page.goto(path);
    expect((await readMeta(page))['robots'], path).toBe('noindex');
  }
  await page.goto('/products?stock=1&page=2&sort=title');
  expect(await page.locator('link[rel=canonical]').getAttribute('href')).toBe(`${shop.url}/products`);
});

test('robots.txt, llms.txt and the feeds lead into the shop', async ({ shop, page, request }) => {
  const robots = await request.get('/robots.txt');
  expect(robots.headers()['content-type']).toBe('text/plain; charset=utf-8');
  expect(await robots.text()).toContain(`Sitemap: ${shop.url}/sitemap.xml`);

  const llms = await request.get('/llms.txt');
  expect(llms.headers()['content-type']).toBe('text/markdown; charset=utf-8');
  const links = all(await llms.text(), /\]\((http[^)]+)\)/g);
  expect(links.length).toBeGreaterThan(10);
  expect(await statuses(request, links)).toEqual([]);

  await page.goto('/about');
  for (const market of MARKETS) {
    await page.goto(localizePath(market, '/about'));
    const address = await page.locator('link[type="application/atom+xml"]').getAttribute('href');
    const feed = await readXml(request, address ?? '', 'application/atom+xml');
    const entries = await page.evaluate((text) => {
      const parsed = new DOMParser().parseFromString(text, 'application/xml');
      return [...parsed.querySelectorAll('entry')].map((entry) => entry.querySelector('id')?.textContent ?? '');
    }, feed);
    expect(entries.length).toBeGreaterThan(10);
    expect(await statuses(request, entries.slice(0, 3))).toEqual([]);
  }
});

type Meta = Record<string, string | undefined>;
type Described = Record<string, Record<string, unknown> | undefined>;

const readMeta = (page: Page): Promise<Meta> =>
  page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll('meta[content]')].map((meta) => [
        meta.getAttribute('property') ?? meta.getAttribute('name') ?? '',
        meta.getAttribute('content') ?? '',
      ]),
    ),
  );

/** What the page says as JSON-LD, by type. */
async function readJsonLd(page: Page): Promise<Described> {
  const texts = await page.locator('script[type="application/ld+json"]').allTextContents();
  const parsed = texts.map((text) => JSON.parse(text) as Record<string, unknown>);
  for (const data of parsed) expect(data['@context']).toBe('https://schema.org');
  return Object.fromEntries(parsed.map((data) => [String(data['@type']), data]));
}

async function expectCard(request: APIRequestContext, address: string, cache: string): Promise<void> {
  const response = await request.get(address);
  expect(response.status(), address).toBe(200);
  expect(response.headers()).toMatchObject({
    'content-type': 'image/jpeg',
    'cross-origin-resource-policy': 'cross-origin',
  });
  expect(response.headers()['cache-control']).toContain(cache);
  const { format, width, height } = await sharp(await response.body()).metadata();
  expect({ format, width, height }).toEqual({ format: 'jpeg', width: 1200, height: 630 });
}
