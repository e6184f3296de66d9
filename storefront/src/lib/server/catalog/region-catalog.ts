import {
  createSelection,
  toCard,
  toFacts,
  type CardPage,
  type CardQuery,
  type ProductCard,
  type ShardFacts,
} from 'sync/catalog';
import type { CatalogProduct, Changes, Taxonomy } from 'sync/protocol';
import type { Found } from 'sync/search';
import type { BackendSearch } from './backend-search';
import { RegionSearch } from './region-search';

export type CatalogHead = {
  region: string;
  currency: string;
  pricesIncludeTax: boolean;
  epoch: string;
  cursor: string;
  taxonomy: Taxonomy;
};

/** What was changed since stands apart until so much of it would have to be looked at twice. */
const MAX_CHANGED = 1_000;
/** Answers kept until the next change: a shop asks for the same few again and again, and people make up the rest. */
const MAX_PAGES = 500;

/** One region's catalog in memory, at one point of the feed. */
export class RegionCatalog {
  #head: CatalogHead;
  readonly #byId = new Map<string, CatalogProduct>();
  readonly #idByHandle = new Map<string, string>();
  readonly #cards = new Map<CatalogProduct, ProductCard>();
  /** Lists are chosen by columns, as on a device; what changed since these were made lies in its own. */
  #base: Columns = NOTHING;
  readonly #changed = new Set<string>();
  #overlay: Columns | null = null;
  readonly #pages = new Map<string, CardPage>();
  readonly #search: RegionSearch;

  constructor(head: CatalogHead, products: Iterable<CatalogProduct>) {
    this.#head = head;
    for (const product of products) this.#put(product);
    this.#rebase();
    this.#search = new RegionSearch({ products: this.#byId, names: () => this.#head.taxonomy });
  }

  askFirst(backend: BackendSearch): void {
    this.#search.backend = backend;
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

  productById(id: string): CatalogProduct | undefined {
    return this.#byId.get(id);
  }

  product(handle: string): CatalogProduct | undefined {
    const id = this.#idByHandle.get(handle);
    return id === undefined ? undefined : this.#byId.get(id);
  }

  /** At once, but for what is looked for: the first search waits for the index. */
  list(query: CardQuery & { text?: never }): CardPage;
  list(query: CardQuery): CardPage | Promise<CardPage>;
  list(query: CardQuery): CardPage | Promise<CardPage> {
    const { text } = query;
    if (text === undefined) return this.#page(query);
    // An answer of the backend is not kept: it may lack what has only just come.
    return this.#search
      .find(text)
      .then((found) => (found.isOwn ? this.#page(query, found) : this.#select(query, found)));
  }

  /** Whether something here answers the text word by word, with nothing forgiven. */
  has(text: string): Promise<boolean> {
    return this.#search.has(text);
  }

  #page(query: CardQuery, found?: Found): CardPage {
    const key = JSON.stringify(query);
    const known = this.#pages.get(key);
    if (known) return known;
    const page = this.#select(query, found);
    if (this.#pages.size >= MAX_PAGES) this.#pages.clear();
    this.#pages.set(key, page);
    return page;
  }

  apply(changes: Changes): void {
    for (const product of changes.upserts) this.#put(product);
    for (const id of changes.tombstones) this.#drop(id);
    if (changes.upserts.length > 0 || changes.tombstones.length > 0) {
      this.#pages.clear();
      this.#overlay = null;
      if (this.#changed.size > MAX_CHANGED) this.#rebase();
    }
    this.#search.apply(changes);
    this.#head = { ...this.#head, cursor: changes.cursor, taxonomy: changes.taxonomy ?? this.#head.taxonomy };
  }

  #select(query: CardQuery, found?: Found): CardPage {
    this.#overlay ??= columnsOf([...this.#changed].flatMap((id) => this.#byId.get(id) ?? []));
    const parts = [this.#base, this.#overlay];
    const selection = createSelection(query, found?.ranking);
    for (const [part, { facts }] of parts.entries()) {
      const isReplaced = (id: string) => part === 0 && this.#changed.has(id);
      selection.look(part, facts, { from: 0, to: facts.ids.length }, isReplaced);
    }
    const { positions, total, facets } = selection.result();
    const cards = positions.flatMap(({ part, row }) => {
      const product = parts[part]?.products[row];
      if (!product) return [];
      return query.filters ? toCard(product, query.filters) : this.#cardOf(product);
    });
    return {
      cards,
      total,
      ...(facets && { facets }),
      ...(found && found.taken.length > 0 && { taken: found.taken }),
    };
  }

  #cardOf(product: CatalogProduct): ProductCard {
    const card = this.#cards.get(product) ?? toCard(product);
    this.#cards.set(product, card);
    return card;
  }

  #rebase(): void {
    this.#base = columnsOf([...this.#byId.values()]);
    this.#changed.clear();
    this.#overlay = null;
  }

  #put(product: CatalogProduct): void {
    const before = this.#byId.get(product.id);
    if (before) this.#forget(before, { keepsHandle: before.handle === product.handle });
    this.#byId.set(product.id, product);
    this.#idByHandle.set(product.handle, product.id);
    this.#changed.add(product.id);
  }

  #drop(id: string): void {
    const product = this.#byId.get(id);
    if (!product) return;
    this.#forget(product, { keepsHandle: false });
    this.#byId.delete(id);
    this.#changed.add(id);
  }

  /** A handle may already belong to another product: two products can swap theirs in one delta. */
  #forget(product: CatalogProduct, { keepsHandle }: { keepsHandle: boolean }): void {
    this.#cards.delete(product);
    if (!keepsHandle && this.#idByHandle.get(product.handle) === product.id) this.#idByHandle.delete(product.handle);
  }
}

type Columns = { products: CatalogProduct[]; facts: ShardFacts };

const columnsOf = (products: CatalogProduct[]): Columns => ({ products, facts: toFacts('', products) });
const NOTHING = columnsOf([]);
