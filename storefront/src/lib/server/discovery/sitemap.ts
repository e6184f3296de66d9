import type { CatalogProduct, Category, Collection, Market } from 'sync/protocol';
import { localizePath } from '$lib/i18n/market';
import { postIn, postsIn, type ReadablePost } from '$lib/journal/posts';
import { LEGAL_PAGES } from '$lib/legal/pages';
import { collectionPath } from '$lib/shelves';
import type { RegionCatalog } from '../catalog/region-catalog';
import type { MarketCatalog } from './market-catalogs';
import { XML_HEAD, escapeXml } from './xml';

/**
 * Addresses in one file. The rule is 50,000 and 50 MB, and the second bites first: a handle of 200 letters outside ASCII, once
 * for itself and once for each market, takes up to 9 kB.
 */
export const SHARD_SIZE = 5_000;

const KINDS = ['pages', 'products'] as const;
type Kind = (typeof KINDS)[number];
/** A page without its market, and where it is found. */
type Page = { path: string; isIn(of: MarketCatalog): boolean };

const NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';
const WITH_ALTERNATES = `${NAMESPACE} xmlns:xhtml="http://www.w3.org/1999/xhtml"`;

/** Pages that every market has. */
export const PAGES = [
  '/',
  '/products',
  '/about',
  '/contact',
  '/journal',
  ...LEGAL_PAGES.map((page) => `/legal/${page}`),
];

/** Names every file. They lie at the root, because a sitemap may only speak of what lies beside or below it. */
export function sitemapIndex(markets: MarketCatalog[], origin: string): string {
  const entries = markets.flatMap(({ market, catalog }) =>
    KINDS.flatMap((kind) =>
      Array.from({ length: Math.ceil(countOf(kind, { market, catalog }) / SHARD_SIZE) }, (_, index) => {
        const address = `${origin}/sitemap-${tagOf(market)}-${kind}-${index + 1}.xml`;
        return `<sitemap><loc>${escapeXml(address)}</loc></sitemap>\n`;
      }),
    ),
  );
  return `${XML_HEAD}<sitemapindex ${NAMESPACE}>\n${entries.join('')}</sitemapindex>\n`;
}

/** One file: `name` is what stands between `/sitemap-` and `.xml`. Undefined when there is no such file. */
export function sitemapShard(name: string, markets: MarketCatalog[], origin: string): string | undefined {
  const [, tag, kindName, number] = /^([a-z-]+)-(pages|products)-([1-9]\d{0,4})$/.exec(name) ?? [];
  const own = markets.find(({ market }) => tagOf(market) === tag);
  const kind = KINDS.find((known) => known === kindName);
  if (!own || !kind) return undefined;
  const from = (Number(number) - 1) * SHARD_SIZE;
  const entries = pagesOf(kind, own, { from, to: from + SHARD_SIZE }).map((page) =>
    urlEntry(page, own.market, markets, origin),
  );
  if (entries.length === 0) return undefined;
  return `${XML_HEAD}<urlset ${WITH_ALTERNATES}>\n${entries.join('')}</urlset>\n`;
}

/** A page and the same page in every market that has it. When it last changed is not known here, so nothing is said of it. */
function urlEntry({ path, isIn }: Page, own: Market, markets: MarketCatalog[], origin: string): string {
  const addressIn = (market: Market) => escapeXml(origin + localizePath(market, path));
  const alternates = markets.filter(isIn).map(({ market }) => market);
  const links = alternates.map((market) => alternate(market.language, addressIn(market)));
  const fallback = alternates.find(({ prefix }) => prefix === '');
  if (fallback) links.push(alternate('x-default', addressIn(fallback)));
  return `<url><loc>${addressIn(own)}</loc>${links.join('')}</url>\n`;
}

const alternate = (language: string, address: string): string =>
  `<xhtml:link rel="alternate" hreflang="${language}" href="${address}"/>`;

const tagOf = ({ language }: Market): string => language.toLowerCase();

const countOf = (kind: Kind, own: MarketCatalog): number =>
  kind === 'products' ? own.catalog.size : otherPages(own).length;

function pagesOf(kind: Kind, own: MarketCatalog, { from, to }: { from: number; to: number }): Page[] {
  if (kind === 'products') return productsByAge(own.catalog).slice(from, to).map(productPage);
  return otherPages(own).slice(from, to);
}

const otherPages = (own: MarketCatalog): Page[] => [
  ...PAGES.map(fixedPage),
  ...postsIn(own.market.language)
    .filter(({ isTranslated }) => isTranslated)
    .map(postPage),
  ...shelfPages(own.catalog),
];

const fixedPage = (path: string): Page => ({ path, isIn: () => true });

/** In a language it was not written in it is the English page once more. */
const postPage = ({ slug }: ReadablePost): Page => ({
  path: `/journal/${slug}`,
  isIn: ({ market }) => postIn(market.language, slug)?.isTranslated === true,
});

const shelfPages = (catalog: RegionCatalog): Page[] => {
  const { categories, collections } = catalog.taxonomy();
  return [...categories.map(categoryPage), ...collections.map(collectionPage)];
};

const categoryPage = ({ handle }: Category): Page => ({
  path: `/c/${encodeURIComponent(handle)}`,
  isIn: ({ catalog }) => catalog.taxonomy().categories.some((category) => category.handle === handle),
});

const collectionPage = ({ handle }: Collection): Page => ({
  path: collectionPath({ handle }),
  isIn: ({ catalog }) => catalog.taxonomy().collections.some((collection) => collection.handle === handle),
});

const productPage = ({ handle }: CatalogProduct): Page => ({
  path: `/p/${encodeURIComponent(handle)}`,
  isIn: ({ catalog }) => catalog.product(handle) !== undefined,
});

const sorted = new WeakMap<RegionCatalog, { cursor: string; products: CatalogProduct[] }>();

/** The oldest first, so that a new product changes the last file only. */
function productsByAge(catalog: RegionCatalog): CatalogProduct[] {
  const { cursor } = catalog.head;
  const known = sorted.get(catalog);
  if (known?.cursor === cursor) return known.products;
  const products = [...catalog.products()].sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
  sorted.set(catalog, { cursor, products });
  return products;
}
