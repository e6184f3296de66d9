import type { CatalogProduct } from 'sync/protocol';

/** The size that every network shows whole. */
export const SOCIAL_CARD = { width: 1200, height: 630, type: 'image/jpeg' } as const;

/** Raised when cards shall look different, so that they get other addresses. */
const RECIPE = 1;

/** The card of a page that is about nothing in particular. Like all of these paths: without market. */
export const SHOP_CARD_PATH = '/og/shop.jpg';

export const categoryCardPath = (handle: string): string => `/og/c/${encodeURIComponent(handle)}.jpg`;

export const collectionCardPath = (handle: string): string => `/og/collections/${encodeURIComponent(handle)}.jpg`;

/** Networks keep a picture under its address for weeks: with another title, picture or price it has another one. */
export const productCardPath = (product: CatalogProduct): string =>
  `/og/p/${encodeURIComponent(product.handle)}.jpg?v=${productCardVersion(product)}`;

export function productCardVersion({ title, images, variants }: CatalogProduct): string {
  const shown = [RECIPE, title, images[0]?.key, variants.map(({ price, compareAt }) => [price, compareAt])];
  let hash = 0x811c9dc5;
  for (const character of JSON.stringify(shown)) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(36);
}
