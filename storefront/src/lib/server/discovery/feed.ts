import type { CatalogProduct } from 'sync/protocol';
import { toCard } from 'sync/catalog';
import { productCardPath } from '$lib/components/social-card';
import { excerpt } from '$lib/format/excerpt';
import { formatMoney } from '$lib/format/money';
import { localizePath, regionOf } from '$lib/i18n/market';
import type { Messages } from '$lib/i18n/messages/en';
import type { MarketCatalog } from './market-catalogs';
import { XML_HEAD, escapeXml } from './xml';

const ENTRIES = 50;
const SUMMARY_LETTERS = 400;

/** Atom: the newest products of a market. A product counts as updated when it came, which is what a reader wants to be told. */
export function newestFeed({ market, catalog }: MarketCatalog, t: Messages, origin: string): string {
  const { cards } = catalog.list({ sort: 'newest', offset: 0, limit: ENTRIES });
  const products = cards.flatMap(({ handle }) => catalog.product(handle) ?? []);
  const home = escapeXml(origin + localizePath(market, '/'));
  const self = escapeXml(origin + localizePath(market, '/feed.xml'));
  return [
    XML_HEAD,
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${market.language}">\n`,
    `<id>${self}</id>\n<title>${escapeXml(t.seo.feed)}</title>\n<subtitle>${escapeXml(t.footer.tagline)}</subtitle>\n`,
    `<link rel="self" type="application/atom+xml" href="${self}"/>\n<link rel="alternate" type="text/html" href="${home}"/>\n`,
    `<updated>${dateOf(products[0]?.createdAt ?? 0)}</updated>\n<author><name>Satchel</name></author>\n`,
    ...products.map((product) => entryOf(product, { market, catalog }, t, origin)),
    '</feed>\n',
  ].join('');
}

function entryOf(product: CatalogProduct, { market }: MarketCatalog, t: Messages, origin: string): string {
  const address = escapeXml(origin + localizePath(market, `/p/${encodeURIComponent(product.handle)}`));
  const picture = escapeXml(origin + localizePath(market, productCardPath(product)));
  const { price, priceVaries } = toCard(product);
  const money =
    price === null ? null : formatMoney(price, { language: market.language, currency: regionOf(market).currency });
  const summary = [
    product.subtitle,
    money !== null && priceVaries ? t.card.from(money) : money,
    excerpt(product.description, SUMMARY_LETTERS),
  ].filter(Boolean);
  const created = dateOf(product.createdAt);
  return [
    `<entry><id>${address}</id><title>${escapeXml(product.title)}</title>`,
    `<link rel="alternate" type="text/html" href="${address}"/>`,
    `<link rel="enclosure" type="image/jpeg" href="${picture}"/>`,
    `<published>${created}</published><updated>${created}</updated>`,
    `<summary>${escapeXml(summary.join(' · '))}</summary></entry>\n`,
  ].join('');
}

const dateOf = (seconds: number): string => new Date(seconds * 1000).toISOString();
