import { MARKETS } from 'sync/protocol';
import { expect, it } from 'vitest';
import { productNumber, productNumbers } from '../../../../tests/support/products';
import { postsIn } from '../../journal/posts';
import { PAGES, SHARD_SIZE, sitemapIndex, sitemapShard } from './sitemap';
import { testMarkets } from './test-markets';

const ORIGIN = 'https://shop.example';
const locs = (xml: string | undefined) =>
  [...(xml ?? '').matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, loc]) => String(loc));
const nameOf = (address: string) => address.slice(`${ORIGIN}/sitemap-`.length, -'.xml'.length);

it('the index leads to every page of every market, in files of a size that is allowed', () => {
  const markets = testMarkets(productNumbers(SHARD_SIZE + 1), { us: productNumbers(1) });
  const files = locs(sitemapIndex(markets, ORIGIN));
  expect(files).toContain('https://shop.example/sitemap-en-products-2.xml');
  expect(files).not.toContain('https://shop.example/sitemap-en-us-products-2.xml');
  const pages = files.map((file) => locs(sitemapShard(nameOf(file), markets, ORIGIN)));
  for (const page of pages) expect(page.length).toBeLessThanOrEqual(SHARD_SIZE);
  const all = pages.flat();
  expect(new Set(all).size).toBe(all.length);
  const posts = MARKETS.flatMap(({ language }) => postsIn(language).filter(({ isTranslated }) => isTranslated)).length;
  // The fixed pages, one category and one collection a market; four markets with all products, one with a single one.
  expect(all.length).toBe(5 * (PAGES.length + 2) + posts + 4 * (SHARD_SIZE + 1) + 1);
  expect(all).toContain('https://shop.example/de/p/satchel-1');
  expect(all).toContain('https://shop.example/ar');
  expect(all).toContain('https://shop.example/de/collections/warm%20%26%20dry');
});

it('a new product changes the last file only', () => {
  const shard = (number: number, count: number) =>
    sitemapShard(`en-products-${number}`, testMarkets(productNumbers(count)), ORIGIN);
  expect(shard(1, SHARD_SIZE + 2)).toBe(shard(1, SHARD_SIZE + 1));
  expect(shard(2, SHARD_SIZE + 2)).not.toBe(shard(2, SHARD_SIZE + 1));
});

it('names the markets that have the page, and no other', () => {
  const markets = testMarkets(productNumbers(2), { us: productNumbers(1), gb: [] });
  const lines = sitemapShard('de-products-1', markets, ORIGIN)?.split('\n') ?? [];
  const languagesOf = (handle: string) =>
    [...(lines.find((line) => line.includes(`/de/p/${handle}<`)) ?? '').matchAll(/hreflang="([^"]+)"/g)].map(
      ([, language]) => language,
    );
  expect(languagesOf('satchel-1')).toEqual(['en', 'de', 'en-US', 'ar', 'x-default']);
  expect(languagesOf('satchel-2')).toEqual(['en', 'de', 'ar', 'x-default']);
});

it('a post is where somebody can read it', () => {
  const markets = testMarkets(productNumbers(1));
  const post = postsIn('ar').find(({ isTranslated }) => !isTranslated);
  if (!post) throw new Error('Every post is translated: take one that is not.');
  const inEnglish = sitemapShard('en-pages-1', markets, ORIGIN) ?? '';
  const line = inEnglish.split('\n').find((entry) => entry.includes(`<loc>${ORIGIN}/journal/${post.slug}<`)) ?? '';
  expect(line).toContain('hreflang="de"');
  expect(line).not.toContain('hreflang="ar"');
  expect(locs(sitemapShard('ar-pages-1', markets, ORIGIN))).not.toContain(`${ORIGIN}/ar/journal/${post.slug}`);
});

it('writes handles so that they stay addresses and XML', () => {
  const markets = testMarkets([productNumber(1, { handle: `a&b<c?d#e'حقيبة` })]);
  const xml = sitemapShard('en-products-1', markets, ORIGIN);
  expect(locs(xml)).toEqual([`${ORIGIN}/p/${encodeURIComponent(`a&b<c?d#e'حقيبة`).replace("'", '&apos;')}`]);
});

it('knows no other file', () => {
  const markets = testMarkets(productNumbers(3));
  for (const name of ['fr-pages-1', 'en-products-2', 'en-products-0', 'en-products', 'en-orders-1', 'EN-pages-1', ''])
    expect(sitemapShard(name, markets, ORIGIN)).toBeUndefined();
});
