import { toCard } from '../catalog/card.js';
import { compareCards, type CardPage, type CardQuery, type Facets } from '../catalog/card-query.js';
import { suits, type CardFilters } from '../catalog/filters.js';
import type { CatalogProduct } from '../protocol/catalog.js';

/** The list a query asks for, said as plainly as can be: what the fast one is checked against. */
export function naiveList(products: readonly CatalogProduct[], query: CardQuery): CardPage {
  const { category, collection, filters = {}, sort, offset, limit, withFacets } = query;
  const shelf = products.filter(
    (product) =>
      (category === undefined || product.categories.includes(category)) &&
      (collection === undefined || product.collection === collection),
  );
  const found = shelf.filter((product) => isFound(product, filters));
  const cards = found.map((product) => toCard(product, filters)).sort(compareCards(sort));
  return {
    cards: cards.slice(offset, offset + limit),
    total: cards.length,
    ...(withFacets && { facets: naiveFacets(shelf, found, filters) }),
  };
}

function isFound(product: CatalogProduct, filters: CardFilters): boolean {
  return (
    Object.keys(filters).length === 0 ||
    product.variants.some((variant) => suits(variant, product.rating?.average ?? 0, filters))
  );
}

function naiveFacets(shelf: CatalogProduct[], found: CatalogProduct[], filters: CardFilters): Facets {
  const titles = [...new Set(shelf.flatMap(({ variants }) => variants.flatMap(({ options }) => Object.keys(options))))];
  const with_ = (change: CardFilters) => shelf.filter((product) => isFound(product, { ...filters, ...change })).length;
  const options = titles.flatMap((title) => {
    const values = [
      ...new Set(shelf.flatMap(({ variants }) => variants.flatMap(({ options: has }) => has[title] ?? []))),
    ]
      .map((value) => ({ value, count: with_({ options: { ...filters.options, [title]: [value] } }) }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
    return values.length > 0 ? { title, values } : [];
  });
  const total = (values: Array<{ count: number }>) => values.reduce((sum, { count }) => sum + count, 0);
  const { priceFrom: _from, priceTo: _to, ...anyPrice } = filters;
  const prices = shelf.flatMap((product) =>
    product.variants.flatMap((variant) =>
      suits(variant, product.rating?.average ?? 0, anyPrice) ? (variant.price ?? []) : [],
    ),
  );
  const categories: Record<string, number> = {};
  for (const handle of found.flatMap((product) => product.categories))
    categories[handle] = (categories[handle] ?? 0) + 1;
  return {
    categories,
    options: options.sort((a, b) => total(b.values) - total(a.values) || (a.title < b.title ? -1 : 1)),
    price: prices.length > 0 ? { from: Math.min(...prices), to: Math.max(...prices) } : null,
    buyable: with_({ isBuyable: true }),
    reduced: with_({ isReduced: true }),
    ratings: [4, 3, 2, 1].map((atLeast) => ({ atLeast, count: with_({ rating: atLeast }) })),
  };
}
