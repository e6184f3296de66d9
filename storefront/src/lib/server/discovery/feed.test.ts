import { expect, it } from 'vitest';
import { productNumber, productNumbers } from '../../../../tests/support/products';
import { loadMessages } from '$lib/i18n/load-messages';
import { newestFeed } from './feed';
import { testMarkets } from './test-markets';

const ORIGIN = 'https://shop.example';

async function feedOf(language: string, products = productNumbers(60)): Promise<string> {
  const market = testMarkets(products).find((candidate) => candidate.market.language === language);
  if (!market) throw new Error(`There is no market ${language}`);
  return newestFeed(market, await loadMessages(language), ORIGIN);
}

it('holds the newest first, and no more than a reader asks for', async () => {
  const feed = await feedOf('de');
  const titles = [...feed.matchAll(/<entry>.*?<title>([^<]+)/g)].map(([, title]) => title);
  expect(titles).toHaveLength(50);
  expect(titles.slice(0, 2)).toEqual(['Satchel 60', 'Satchel 59']);
  expect(feed).toContain('xml:lang="de"');
  expect(feed).toContain('<updated>2023-11-14T22:14:20.000Z</updated>\n<author>');
  expect(feed).toContain('href="https://shop.example/de/p/satchel-60"');
  expect(feed).toMatch(/href="https:\/\/shop\.example\/de\/og\/p\/satchel-60\.jpg\?v=[0-9a-z]+"/);
  expect(feed.replaceAll('\u00a0', ' ')).toContain('80,00 € · A bag.');
});

it('is XML whatever a product is called', async () => {
  const feed = await feedOf('en', [productNumber(1, { title: '</title> & co', description: 'a\u0000\u0001]]>' })]);
  expect(feed).toContain('<title>&lt;/title&gt; &amp; co</title>');
  expect(feed).toContain('a]]&gt;</summary>');
});

it('is a feed also without a product', async () => {
  expect(await feedOf('ar', [])).toMatch(/<updated>1970-01-01T00:00:00\.000Z<\/updated>[\s\S]*<\/feed>\n$/);
});
