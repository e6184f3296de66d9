import { catalogFor } from '$lib/offline/source';
import { topCategories } from '../frame/top-categories';
import { assertReachable } from './require-catalog';
import type { PageLoad } from './$types';

/** Two for the hero, the rest below it. */
const FEATURED = 10;
const NEWEST = 4;
const CATEGORY_TILES = 8;

export const load: PageLoad = async ({ fetch, parent }) => {
  const { market, taxonomy } = await parent();
  const source = catalogFor({ fetch }, market.region);
  const collection = taxonomy?.collections[0] ?? null;
  const categories = topCategories(taxonomy?.categories ?? []).slice(0, CATEGORY_TILES);

  const [featured, newest, ...faces] = await Promise.all([
    source.list({
      ...(collection ? { collection: collection.handle } : {}),
      sort: 'featured',
      offset: 0,
      limit: FEATURED,
    }),
    source.list({ sort: 'newest', offset: 0, limit: NEWEST }),
    ...categories.map(({ handle }) => source.list({ category: handle, sort: 'featured', offset: 0, limit: 1 })),
  ]);
  assertReachable(featured.kind);
  return {
    collection,
    featured,
    newest: newest.kind === 'found' ? newest.cards : [],
    shelves: categories.map((category, index) => {
      const face = faces[index];
      return { category, image: face?.kind === 'found' ? (face.cards[0]?.image ?? null) : null };
    }),
  };
};
