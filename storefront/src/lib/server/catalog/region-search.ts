import { setImmediate } from 'node:timers/promises';
import type { CatalogProduct, Changes, Taxonomy } from 'sync/protocol';
import {
  SearchIndex,
  shelfNames,
  takenFor,
  toSearchDocument,
  wordsOfField,
  SEARCH_FIELDS,
  type Found,
} from 'sync/search';
import type { BackendSearch } from './backend-search';

/** Products put into the index before others get their turn: about a frame. */
const AT_ONCE = 100;
/** Answers of the backend whose words say what the search was taken for. */
const LOOKED_AT = 60;

type Source = { products: ReadonlyMap<string, CatalogProduct>; names: () => Taxonomy };

/** `isOwn`: by our own index, which knows exactly what our copy of the catalog does. The backend's is a moment behind the feed. */
export type RegionFound = Found & { isOwn: boolean };

/**
 * What can be looked for in one region. The backend is asked first; while it does not answer, an index of our own does the same, made by
 * the first search that needs it, kept up from then on, made anew when shelves get other names.
 */
export class RegionSearch {
  /** Asked first, where it is set. */
  backend: BackendSearch | null = null;
  readonly #source: Source;
  #index: Promise<SearchIndex> | null = null;
  /** The same, also while it is being made. */
  #growing: SearchIndex | null = null;

  constructor(source: Source) {
    this.#source = source;
  }

  async find(text: string): Promise<RegionFound> {
    const ids = text === '' ? null : ((await this.backend?.(text)) ?? null);
    if (ids) return { ranking: rankingOf(ids), taken: this.#taken(text, ids), isOwn: false };
    this.#index ??= this.#make();
    return { ...(await this.#index).find(text), isOwn: true };
  }

  /** Whether something answers it as it is written. */
  async has(text: string): Promise<boolean> {
    this.#index ??= this.#make();
    return (await this.#index).has(text);
  }

  /** Of what `products` hold already. */
  apply({ upserts, tombstones, taxonomy }: Changes): void {
    if (taxonomy) {
      this.#index = null;
      this.#growing = null;
    }
    const names = shelfNames(this.#source.names());
    for (const product of upserts) this.#growing?.put(product, names);
    for (const id of tombstones) this.#growing?.drop(id);
  }

  /** The backend tells what answers, not why: the words of the best answers do. */
  #taken(text: string, ids: readonly string[]): Found['taken'] {
    const names = shelfNames(this.#source.names());
    const answers = ids.slice(0, LOOKED_AT).flatMap((id) => {
      const product = this.#source.products.get(id);
      if (!product) return [];
      const document = toSearchDocument(product, names);
      return [SEARCH_FIELDS.flatMap((field) => wordsOfField(document[field], field))];
    });
    return takenFor(text, answers, { leniency: 'generously', isToAll: false });
  }

  async #make(): Promise<SearchIndex> {
    const index = new SearchIndex();
    this.#growing = index;
    const names = shelfNames(this.#source.names());
    for (const [count, id] of [...this.#source.products.keys()].entries()) {
      const product = this.#source.products.get(id);
      if (product) index.put(product, names);
      if (count % AT_ONCE === AT_ONCE - 1) await setImmediate();
    }
    return index;
  }
}

/** Only the order means anything. */
const rankingOf = (ids: readonly string[]): Found['ranking'] =>
  new Map(ids.map((id, index) => [id, ids.length - index]));
