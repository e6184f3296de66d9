import { browser } from '$app/environment';
import type { CatalogProduct, Taxonomy } from 'sync/protocol';
import type { CardPage, CardQuery } from './engine-contract';
import { readAnswer } from './answer';

export type ProductAnswer = { kind: 'found'; product: CatalogProduct } | { kind: 'gone' } | Unavailable;
export type ListAnswer = ({ kind: 'found' } & CardPage) | Unavailable;
export type TaxonomyAnswer = { kind: 'found'; taxonomy: Taxonomy } | Unavailable;

/** Offline, and not on this device. */
export type Unavailable = { kind: 'unavailable' };

/** Where a shop page's `load` gets the catalog from, on the server and in the browser. */
export type CatalogSource = {
  product(handle: string): Promise<ProductAnswer>;
  list(query: CardQuery): Promise<ListAnswer>;
  taxonomy(): Promise<TaxonomyAnswer>;
};

export function catalogFor(event: { fetch: typeof fetch }, region: string): CatalogSource {
  const base = `/api/catalog/${region}`;
  const ask = (path: string) => event.fetch(`${base}/${path}`, browser ? { signal: AbortSignal.timeout(8_000) } : {});

  return {
    async product(handle) {
      const answer = await readAnswer<{ product: CatalogProduct }>(() => ask(`product/${encodeURIComponent(handle)}`));
      return answer.kind === 'ok' ? { kind: 'found', product: answer.body.product } : answer;
    },
    async list(query) {
      const answer = await readAnswer<CardPage>(() => ask(`list?${toSearch(query)}`));
      return answer.kind === 'ok' ? { kind: 'found', ...answer.body } : { kind: 'unavailable' };
    },
    async taxonomy() {
      const answer = await readAnswer<{ taxonomy: Taxonomy }>(() => ask('taxonomy'));
      return answer.kind === 'ok' ? { kind: 'found', taxonomy: answer.body.taxonomy } : { kind: 'unavailable' };
    },
  };
}

/** The same query gives the same address, so that Kit finds the answer it inlined. */
function toSearch({ category, collection, sort, offset, limit }: CardQuery): string {
  const search = new URLSearchParams();
  if (category) search.set('category', category);
  if (collection) search.set('collection', collection);
  search.set('sort', sort);
  search.set('offset', String(offset));
  search.set('limit', String(limit));
  return search.toString();
}
