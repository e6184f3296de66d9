import { browser } from '$app/environment';
import { writeFilters, type CardFilters, type CardPage, type CardQuery, type ProductCard } from 'sync/catalog';
import type { Catalog } from 'sync';
import type { Taxonomy } from 'sync/protocol';
import { readHomeView, type HomeView } from '../home-view';
import { whenIdle } from '../idle';
import { readProductView, type ProductView } from '../product-view';
import { readAnswer, type Answer } from './answer';
import { watchReach } from './reach';
import { reached } from './reached';
import { keepVisited, readDevice } from './read-device';

/** Where this device answers, other products are read when there is room for them: reading them would hold up drawing this one. */
export type ShownProduct = Omit<ProductView, 'related'> & { related: ProductCard[] | (() => Promise<ProductCard[]>) };

export type ProductAnswer = { kind: 'found'; view: ShownProduct } | { kind: 'gone' } | Unavailable;
/** `meant`: what the filters are in the words of this catalog, where they came in those of another language. */
export type ListAnswer = ({ kind: 'found'; meant?: CardFilters } & CardPage) | Unavailable;
export type HomeAnswer = { kind: 'found'; view: HomeView } | Unavailable;
export type TaxonomyAnswer = { kind: 'found'; taxonomy: Taxonomy } | Unavailable;

/** Offline, and not on this device. */
export type Unavailable = { kind: 'unavailable' };

/** Where a shop page's `load` gets the catalog from, on the server and in the browser. */
export type CatalogSource = {
  product(handle: string): Promise<ProductAnswer>;
  list(query: CardQuery): Promise<ListAnswer>;
  home(): Promise<HomeAnswer>;
  taxonomy(): Promise<TaxonomyAnswer>;
};

/** A shopper who waits longer than this is better told that the shop does not answer. */
const DEADLINE_MS = 8_000;

/** How long drawing the product itself may keep other products waiting. */
const OTHERS_WAIT_MS = 500;

type Question<Body> = {
  path: string;
  /** `isLastResort`: nobody else answers, so a part of it is better than nothing. */
  read: (catalog: Catalog, isLastResort: boolean) => Promise<Body | undefined>;
};

/**
 * On the server: our own catalog endpoint. In the browser: what the server put into the page, else the replica, else the
 * endpoint, else the replica once more, which may not have been open.
 */
export function catalogFor(event: { fetch: typeof fetch }, catalogKey: string): CatalogSource {
  /** `isOwn`: this device has said it. */
  async function find<Body>({ path, read }: Question<Body>): Promise<Answer<Body> & { isOwn?: true }> {
    const address = `/api/catalog/${catalogKey}/${path}`;
    if (!browser || isInPage(address)) return readAnswer<Body>(() => event.fetch(address));

    const atHand = await readDevice(catalogKey, (catalog) => read(catalog, false), { mayOpen: false });
    if (atHand !== undefined) return { kind: 'ok', body: atHand, isOwn: true };
    const send = watchReach(event.fetch, reached.tell, () => navigator.onLine);
    const answer = await readAnswer<Body>(() => send(address, { signal: AbortSignal.timeout(DEADLINE_MS) }));
    if (answer.kind !== 'unavailable') return answer;
    const stored = await readDevice(catalogKey, (catalog) => read(catalog, true), { mayOpen: true });
    return stored === undefined ? answer : { kind: 'ok', body: stored, isOwn: true };
  }

  return {
    async product(handle) {
      const answer = await find<ShownProduct>({
        path: `product/${encodeURIComponent(handle)}`,
        read: async (catalog) => {
          const view = await readProductView(catalog, handle);
          if (!view) return undefined;
          const { readOthers, ...shown } = view;
          // A shelf that can't be read is left out; the product is there.
          return {
            ...shown,
            related: () =>
              whenIdle(OTHERS_WAIT_MS)
                .then(readOthers)
                .catch(() => []),
          };
        },
      });
      if (answer.kind !== 'ok') return answer;
      if (!answer.isOwn) void keepVisited(catalogKey, handle);
      return { kind: 'found', view: answer.body };
    },
    async list(query) {
      const answer = await find<CardPage & { meant?: CardFilters }>({
        path: listPath(query),
        read: async (catalog, isLastResort) => {
          const page = await catalog.list(query);
          return page.isComplete || (isLastResort && page.total > 0) ? page : undefined;
        },
      });
      if (answer.kind !== 'ok') return { kind: 'unavailable' };
      const { cards, total, facets, taken, meant } = answer.body;
      return {
        kind: 'found',
        cards,
        total,
        ...(facets && { facets }),
        ...(taken && { taken }),
        ...(meant && { meant }),
      };
    },
    async home() {
      const answer = await find<HomeView>({
        path: 'home',
        read: async (catalog, isLastResort) => {
          const isWhole = (await catalog.state()) === 'ready';
          return isWhole || isLastResort ? readHomeView(catalog) : undefined;
        },
      });
      return answer.kind === 'ok' ? { kind: 'found', view: answer.body } : { kind: 'unavailable' };
    },
    async taxonomy() {
      const answer = await find<{ taxonomy: Taxonomy }>({
        path: 'taxonomy',
        read: async (catalog) => {
          const taxonomy = await catalog.taxonomy();
          return taxonomy && { taxonomy };
        },
      });
      return answer.kind === 'ok' ? { kind: 'found', taxonomy: answer.body.taxonomy } : { kind: 'unavailable' };
    },
  };
}

/** Kit writes what a load fetched on the server into the page and takes it out when the browser's load asks for it. */
const isInPage = (address: string): boolean =>
  document.querySelector(`script[data-sveltekit-fetched][data-url=${JSON.stringify(address)}]`) !== null;

/** The same query gives the same address, so that Kit finds the answer it wrote into the page. */
export function listPath({ text, category, collection, filters, withFacets, sort, offset, limit }: CardQuery): string {
  const search = new URLSearchParams(writeFilters(filters ?? {}));
  if (text !== undefined) search.set('q', text);
  if (withFacets) search.set('facets', '1');
  if (category) search.set('category', category);
  if (collection) search.set('collection', collection);
  search.set('sort', sort);
  search.set('offset', String(offset));
  search.set('limit', String(limit));
  return `list?${search}`;
}
