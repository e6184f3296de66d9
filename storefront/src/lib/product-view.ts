import type { CardPage, CardQuery, ProductCard } from 'sync/catalog';
import type { CatalogProduct, Category, Taxonomy } from 'sync/protocol';

/** What a product page shows of the catalog. */
export type ProductView = {
  product: CatalogProduct;
  /** The narrowest shelf it stands on. */
  category: Category | null;
  related: ProductCard[];
  /** Where else it is sold. Only the shop's server sees other regions than its own. */
  regions?: string[];
};

/** A catalog that can be asked: the server's in memory or the device's in its database. */
export type ReadableCatalog = {
  product(handle: string): Awaitable<CatalogProduct | undefined>;
  taxonomy(): Awaitable<Taxonomy | undefined>;
  list(query: CardQuery): Awaitable<CardPage | undefined>;
};

type Awaitable<T> = T | Promise<T>;

const RELATED = 4;

/** `readOthers` is a second question, because nobody looks at other products before this one is drawn. */
export async function readProductView(
  catalog: ReadableCatalog,
  handle: string,
): Promise<(Omit<ProductView, 'related'> & { readOthers: () => Promise<ProductCard[]> }) | undefined> {
  const [product, taxonomy] = await Promise.all([catalog.product(handle), catalog.taxonomy()]);
  if (!product) return undefined;
  const category = narrowest(product.categories, taxonomy?.categories ?? []);
  return { product, category, readOthers: () => readRelated(catalog, product, [category?.handle, category?.parent]) };
}

/** From the narrowest shelf first, filled up from the wider one. */
async function readRelated(
  catalog: ReadableCatalog,
  { id }: CatalogProduct,
  shelves: (string | null | undefined)[],
): Promise<ProductCard[]> {
  let related: ProductCard[] = [];
  for (const category of shelves) {
    if (!category || related.length === RELATED) continue;
    const page = await catalog.list({ category, sort: 'featured', offset: 0, limit: 2 * RELATED });
    const known = new Set([id, ...related.map((card) => card.id)]);
    related = [...related, ...(page?.cards ?? []).filter((card) => !known.has(card.id))].slice(0, RELATED);
  }
  return related;
}

/** Of the categories a product is in, one that has a parent, so that the trail is as long as it can be. */
function narrowest<C extends { handle: string; parent: string | null }>(handles: string[], categories: C[]): C | null {
  const own = categories.filter(({ handle }) => handles.includes(handle));
  return own.find(({ parent }) => parent !== null) ?? own[0] ?? null;
}
