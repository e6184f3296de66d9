import { setImmediate } from 'node:timers/promises';
import type { CatalogProduct, Changes, Taxonomy } from 'sync/protocol';
import { SearchIndex, shelfNames, type Found } from 'sync/search';

/** Products put into the index before others get their turn: about a frame. */
const AT_ONCE = 100;

type Source = { products: ReadonlyMap<string, CatalogProduct>; names: () => Taxonomy };

/** What can be looked for in one region: made by the first search, kept up from then on, made anew when shelves get other names. */
export class RegionSearch {
  readonly #source: Source;
  #index: Promise<SearchIndex> | null = null;
  /** The same, also while it is being made. */
  #growing: SearchIndex | null = null;

  constructor(source: Source) {
    this.#source = source;
  }

  async find(text: string): Promise<Found> {
    this.#index ??= this.#make();
    return (await this.#index).find(text);
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
