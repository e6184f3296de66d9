import { error } from '@sveltejs/kit';
import type { ProductCard } from 'sync/catalog';
import type { CatalogProduct } from 'sync/protocol';
import { catalogFor, type CatalogSource } from '$lib/offline/source';
import { assertReachable } from '../../require-catalog';
import type { PageLoad } from './$types';

const RELATED = 4;

export const load: PageLoad = async ({ params, fetch, parent }) => {
  const { market, taxonomy } = await parent();
  const source = catalogFor({ fetch }, market.region);
  const answer = await source.product(params.handle);
  if (answer.kind === 'gone') error(404, 'There is no such product');
  assertReachable(answer.kind);
  if (answer.kind !== 'found') return { product: null, category: null, related: [] };

  const { product } = answer;
  const category = narrowest(product.categories, taxonomy?.categories ?? []);
  const related = await readRelated(source, product, [category?.handle, category?.parent]);
  return { product, category, related };
};

/** From the narrowest shelf first, filled up from the wider one. */
async function readRelated(
  source: CatalogSource,
  { id }: CatalogProduct,
  shelves: (string | null | undefined)[],
): Promise<ProductCard[]> {
  let related: ProductCard[] = [];
  for (const category of shelves) {
    if (!category || related.length === RELATED) continue;
    const answer = await source.list({ category, sort: 'featured', offset: 0, limit: 2 * RELATED });
    if (answer.kind !== 'found') continue;
    const known = new Set([id, ...related.map((card) => card.id)]);
    related = [...related, ...answer.cards.filter((card) => !known.has(card.id))].slice(0, RELATED);
  }
  return related;
}

/** Of the categories a product is in, one that has a parent, so that the trail is as long as it can be. */
function narrowest<C extends { handle: string; parent: string | null }>(handles: string[], categories: C[]): C | null {
  const own = categories.filter(({ handle }) => handles.includes(handle));
  return own.find(({ parent }) => parent !== null) ?? own[0] ?? null;
}
