import { toCard, type CardQuery } from 'sync/catalog';
import type { CatalogProduct, Category, Collection } from 'sync/protocol';
import { formatMoney } from '$lib/format/money';
import { regionOf } from '$lib/i18n/market';
import type { Messages } from '$lib/i18n/messages/en';
import type { MarketCatalog } from '../discovery/market-catalogs';
import type { CardContent } from './draw';

type Where = MarketCatalog & { t: Messages };

export function shopContent({ market, t }: Where): CardContent {
  return {
    dir: market.dir,
    title: t.footer.tagline,
    price: null,
    formerPrice: null,
    tagline: t.footer.note,
    image: null,
  };
}

export function productContent(product: CatalogProduct, { market, t }: Where): CardContent {
  const { title, image, price, compareAt, priceVaries } = toCard(product);
  const money = (amount: number) =>
    formatMoney(amount, { language: market.language, currency: regionOf(market).currency });
  return {
    dir: market.dir,
    title,
    price: price === null ? null : priceVaries ? t.card.from(money(price)) : money(price),
    formerPrice: compareAt === null ? null : money(compareAt),
    tagline: t.footer.tagline,
    image: image?.key ?? null,
  };
}

export const categoryContent = ({ handle, name }: Category, where: Where): CardContent =>
  shelfContent(name, { category: handle }, where);

export const collectionContent = ({ handle, title }: Collection, where: Where): CardContent =>
  shelfContent(title, { collection: handle }, where);

/** Behind the name stands the first thing on the shelf. */
function shelfContent(
  title: string,
  shelf: Pick<CardQuery, 'category' | 'collection'>,
  { market, catalog, t }: Where,
): CardContent {
  const { cards } = catalog.list({ ...shelf, sort: 'featured', offset: 0, limit: 1 });
  return {
    dir: market.dir,
    title,
    price: null,
    formerPrice: null,
    tagline: t.footer.tagline,
    image: cards[0]?.image?.key ?? null,
  };
}
