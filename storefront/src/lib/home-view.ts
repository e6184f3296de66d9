import type { ProductCard } from 'sync/catalog';
import type { CatalogImage, Category } from 'sync/protocol';
import { topCategories } from './shelves';
import type { ReadableCatalog } from './product-view';

/** What the home page shows of the catalog, in one answer. */
export type HomeView = {
  /** Those of the first collection; of everything where there is none. */
  featured: ProductCard[];
  newest: ProductCard[];
  /** The top categories, each with a picture of what is on it. */
  shelves: { category: Category; image: CatalogImage | null }[];
};

/** Two for the hero, the rest below it. */
const FEATURED = 10;
const NEWEST = 4;
const SHELVES = 8;

/** Undefined: there is no catalog yet. */
export async function readHomeView(catalog: ReadableCatalog): Promise<HomeView | undefined> {
  const taxonomy = await catalog.taxonomy();
  if (!taxonomy) return undefined;
  const collection = taxonomy.collections[0]?.handle;
  const categories = topCategories(taxonomy.categories).slice(0, SHELVES);
  const [featured, newest, ...faces] = await Promise.all([
    catalog.list({ ...(collection && { collection }), sort: 'featured', offset: 0, limit: FEATURED }),
    catalog.list({ sort: 'newest', offset: 0, limit: NEWEST }),
    ...categories.map(({ handle }) => catalog.list({ category: handle, sort: 'featured', offset: 0, limit: 1 })),
  ]);
  if (!featured || !newest) return undefined;
  return {
    featured: featured.cards,
    newest: newest.cards,
    shelves: categories.map((category, index) => ({ category, image: faces[index]?.cards[0]?.image ?? null })),
  };
}
