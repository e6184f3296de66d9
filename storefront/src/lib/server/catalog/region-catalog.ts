import { selectCards, toCard, type CardPage, type CardQuery, type ProductCard } from 'sync/catalog';
import type { CatalogProduct, Changes, Taxonomy } from 'sync/protocol';

export type CatalogHead = {
  region: string;
  currency: string;
  pricesIncludeTax: boolean;
  epoch: string;
  cursor: string;
  taxonomy: Taxonomy;
};

/** One region's catalog in memory, at one point of the feed. */
export class RegionCatalog {
  #head: CatalogHead;
  readonly #byId = new Map<string, CatalogProduct>();
  readonly #idByHandle = new Map<string, string>();
  readonly #cards = new Map<string, ProductCard>();
  /** Sorted lists until the next change; a shop asks for the same few again and again. */
  readonly #lists = new Map<string, ProductCard[]>();

  constructor(head: CatalogHead, products: Iterable<CatalogProduct>) {
    this.#head = head;
    for (const product of products) this.#put(product);
  }

  get head(): CatalogHead {
    return this.#head;
  }

  get size(): number {
    return this.#byId.size;
  }

  products(): IterableIterator<CatalogProduct> {
    return this.#byId.values();
  }

  taxonomy(): Taxonomy {
    return this.#head.taxonomy;
  }

  product(handle: string): CatalogProduct | undefined {
    const id = this.#idByHandle.get(handle);
    return id === undefined ? undefined : this.#byId.get(id);
  }

  list({ category, collection, sort, offset, limit }: CardQuery): CardPage {
    const key = JSON.stringify([category, collection, sort]);
    const cards = this.#lists.get(key) ?? this.#sort(key, { category, collection, sort, offset: 0, limit: Infinity });
    return { cards: cards.slice(offset, offset + limit), total: cards.length };
  }

  apply(changes: Changes): void {
    for (const product of changes.upserts) this.#put(product);
    for (const id of changes.tombstones) this.#drop(id);
    if (changes.upserts.length > 0 || changes.tombstones.length > 0) this.#lists.clear();
    this.#head = { ...this.#head, cursor: changes.cursor, taxonomy: changes.taxonomy ?? this.#head.taxonomy };
  }

  #sort(key: string, query: CardQuery): ProductCard[] {
    const { cards } = selectCards([...this.#cards.values()], query);
    // Unknown categories come from addresses people type: they are answered, not remembered.
    if (cards.length > 0) this.#lists.set(key, cards);
    return cards;
  }

  #put(product: CatalogProduct): void {
    const before = this.#byId.get(product.id);
    if (before && before.handle !== product.handle) this.#forgetHandle(before);
    this.#byId.set(product.id, product);
    this.#idByHandle.set(product.handle, product.id);
    this.#cards.set(product.id, toCard(product));
  }

  #drop(id: string): void {
    const product = this.#byId.get(id);
    if (!product) return;
    this.#forgetHandle(product);
    this.#byId.delete(id);
    this.#cards.delete(id);
  }

  /** A handle may already belong to another product: two products can swap theirs in one delta. */
  #forgetHandle({ id, handle }: CatalogProduct): void {
    if (this.#idByHandle.get(handle) === id) this.#idByHandle.delete(handle);
  }
}
