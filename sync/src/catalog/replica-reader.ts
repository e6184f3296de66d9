import type { CatalogProduct } from '../protocol/catalog.js';
import { toCard } from './card.js';
import type { CardPage, CardQuery } from './card-query.js';
import type { CatalogStore, Replica } from './replica.js';
import type { Ranking } from '../search/found.js';
import { createSelection } from './selection.js';
import { keyHash, PAGE, readPage, toFacts, type ShardFacts, type ShardKeys } from './shard-rows.js';

/** Shards whose keys or facts are read at a time; more would hold up the page for longer than a frame. */
const SHARDS_AT_ONCE = 16;
/** How many rows a list looks at before others get their turn. */
const SLICE = 4_096;

/** Pages that stay unpacked: what is looked for changes by a letter, and finds the same products again. About 2 MB. */
const PAGES_AT_HAND = 32;

/** A read began in a replica that another tab has replaced and cleaned away since: begin again with the one in use. */
const REPLACED = Symbol('replaced');

/**
 * Answers from the replica in use. Keeps in memory only where products are and what lists go by (about 150 bytes per product);
 * products themselves are read when they are shown.
 */
export function createReplicaReader(store: CatalogStore, breathe: () => Promise<void>) {
  let loaded: Loaded | null = null;
  /** By shard and number, what was used last at the end. A shard is named after its content, so they are never out of date. */
  const atHand = new Map<string, CatalogProduct[]>();

  async function read<T>(
    work: (replica: Loaded) => Promise<T | typeof REPLACED>,
    none: T,
    known?: Replica,
  ): Promise<T> {
    for (let given = known; ; given = undefined) {
      const replica = given ?? (await store.replica());
      if (!replica) return none;
      if (loaded?.gen !== replica.gen) loaded = createLoaded(replica);
      await followChanges(loaded, replica.version);
      const answer = await work(loaded);
      if (answer !== REPLACED) return answer;
      loaded = null;
    }
  }

  /** One after the other: of two reads the older one must not write last. */
  function followChanges(own: Loaded, version: number): Promise<void> {
    own.following = own.following.catch(() => undefined).then(() => readChangesOf(own, version));
    return own.following;
  }

  async function readChangesOf(own: Loaded, version: number): Promise<void> {
    if (own.version >= version) return;
    for (const row of await store.changedSince(own.gen, own.version)) {
      const products = readPage(row.text);
      for (const product of products) own.changed.set(product.id, product);
      for (const id of row.gone) own.changed.set(id, null);
      own.stored += products.length + row.gone.length;
      own.version = row.version;
      own.index = null;
      await breathe();
    }
    own.version = Math.max(version, own.version);
  }

  /** Undefined: not in the shards. */
  async function findInShards(
    own: Loaded,
    candidates: (keys: ShardKeys) => number[],
    matches: (product: CatalogProduct) => boolean,
  ): Promise<CatalogProduct | undefined | typeof REPLACED> {
    const all = await keysOf(own);
    if (all === REPLACED) return REPLACED;
    for (const keys of all) {
      for (const row of candidates(keys)) {
        const [page] = await pagesOf([[keys.hash, Math.floor(row / PAGE)]]);
        if (!page) return REPLACED;
        const product = page[row % PAGE];
        if (product && matches(product) && !own.changed.has(product.id)) return product;
      }
    }
    return undefined;
  }

  /** With a hole where one is gone. */
  async function pagesOf(wanted: ReadonlyArray<readonly [hash: string, page: number]>) {
    const names = wanted.map(([hash, page]) => `${hash} ${page}`);
    const here = new Map(names.map((name) => [name, atHand.get(name)]));
    const missing = wanted.filter((_, n) => !here.get(names[n] ?? ''));
    for (const row of missing.length > 0 ? await store.pages(missing) : [])
      if (row) here.set(`${row.hash} ${row.page}`, readPage(row.text));
    for (const [name, products] of here) {
      atHand.delete(name);
      if (products) atHand.set(name, products);
    }
    for (const name of atHand.keys()) {
      if (atHand.size <= PAGES_AT_HAND) break;
      atHand.delete(name);
    }
    return names.map((name) => here.get(name));
  }

  async function keysOf(own: Loaded): Promise<ShardKeys[] | typeof REPLACED> {
    own.keys ??= await inSteps(own.shards, store.keys);
    return own.keys ?? REPLACED;
  }

  async function factsOf(own: Loaded): Promise<ShardFacts[] | typeof REPLACED> {
    own.facts ??= await inSteps(own.shards, store.facts);
    return own.facts ?? REPLACED;
  }

  /** Null when one is not there any more. */
  async function inSteps<T>(
    hashes: readonly string[],
    readSome: (hashes: readonly string[]) => Promise<T[]>,
  ): Promise<T[] | null> {
    const rows: T[] = [];
    for (let at = 0; at < hashes.length; at += SHARDS_AT_ONCE) {
      rows.push(...(await readSome(hashes.slice(at, at + SHARDS_AT_ONCE))));
      await breathe();
    }
    return rows.length === hashes.length ? rows : null;
  }

  return {
    product: (handle: string) =>
      read(async (own) => {
        const hash = keyHash(handle);
        return (
          changedIndex(own).byHandle.get(handle) ??
          (await findInShards(
            own,
            ({ handles }) => allIndexesOf(handles, hash),
            (product) => product.handle === handle,
          ))
        );
      }, undefined),

    productOfVariant: (variantId: string) =>
      read(async (own) => {
        const hash = keyHash(variantId);
        return (
          changedIndex(own).byVariant.get(variantId) ??
          (await findInShards(
            own,
            ({ variants, variantEnds }) =>
              allIndexesOf(variants, hash).map((index) => variantEnds.findIndex((end) => index < end)),
            ({ variants }) => variants.some(({ id }) => id === variantId),
          ))
        );
      }, undefined),

    /** `ranking`: only what is in it, see `relevance`. `known`: the replica as the caller has just read it. */
    list: (query: CardQuery, { ranking, known }: { ranking?: Ranking; known?: Replica } = {}): Promise<CardPage> =>
      read<CardPage>(
        async (own) => {
          const facts = await factsOf(own);
          if (facts === REPLACED) return REPLACED;
          const { products } = changedIndex(own);
          const selection = createSelection(query, ranking);
          let looked = 0;
          for (const [part, one] of [...facts, changedIndex(own).facts].entries()) {
            const isReplaced = (id: string) => part < facts.length && own.changed.has(id);
            for (let from = 0; from < one.ids.length; from += SLICE) {
              const to = Math.min(from + SLICE, one.ids.length);
              selection.look(part, one, { from, to }, isReplaced);
              if ((looked += to - from) < SLICE) continue;
              looked = 0;
              await breathe();
            }
          }
          const { positions, total, facets } = selection.result();
          const inShards = positions.filter(({ part }) => part < facts.length);
          const wanted = inShards.map(({ part, row }) => [own.shards[part] ?? '', Math.floor(row / PAGE)] as const);
          const pages = await pagesOf(wanted);
          if (pages.includes(undefined)) return REPLACED;
          const rowOf = new Map(inShards.map((position, n) => [position, pages[n]]));
          const cards = positions.flatMap((position) => {
            const page = rowOf.get(position);
            const product = page ? page[position.row % PAGE] : products[position.row];
            return product ? [toCard(product, query.filters)] : [];
          });
          return { cards, total, ...(facets && { facets }) };
        },
        { cards: [], total: 0 },
        known,
      ),

    /** How many products are not as their shard says, and how many copies of these are stored: of old ones too. */
    countChanged: () =>
      read(({ changed, stored }) => Promise.resolve({ products: changed.size, stored }), { products: 0, stored: 0 }),

    /** Every product there is, a page at a time. Ends early, with false, when the replica was replaced meanwhile. */
    async everyProduct(replica: Replica, visit: (product: CatalogProduct) => void): Promise<boolean> {
      const own = createLoaded(replica);
      await followChanges(own, replica.version);
      const keys = await keysOf(own);
      if (keys === REPLACED) return false;
      for (const { hash, handles } of keys) {
        const numbers = Array.from({ length: Math.ceil(handles.length / PAGE) }, (_, page) => [hash, page] as const);
        for (const page of await store.pages(numbers)) {
          if (!page) return false;
          for (const product of readPage(page.text)) if (!own.changed.has(product.id)) visit(product);
          await breathe();
        }
      }
      for (const product of own.changed.values()) if (product) visit(product);
      return true;
    },
  };
}

/** What is in memory of one install. */
type Loaded = {
  gen: string;
  shards: readonly string[];
  /** Up to where `changed` is complete; −1: nothing read yet. */
  version: number;
  following: Promise<void>;
  changed: Map<string, CatalogProduct | null>;
  stored: number;
  index: ChangedIndex | null;
  keys: ShardKeys[] | null;
  facts: ShardFacts[] | null;
};

type ChangedIndex = {
  products: CatalogProduct[];
  byHandle: Map<string, CatalogProduct>;
  byVariant: Map<string, CatalogProduct>;
  facts: ShardFacts;
};

const createLoaded = ({ gen, shards }: Replica): Loaded => ({
  gen,
  shards,
  version: -1,
  following: Promise.resolve(),
  changed: new Map(),
  stored: 0,
  index: null,
  keys: null,
  facts: null,
});

function changedIndex(own: Loaded): ChangedIndex {
  if (own.index) return own.index;
  const products = [...own.changed.values()].filter((product) => product !== null);
  own.index = {
    products,
    byHandle: new Map(products.map((product) => [product.handle, product])),
    byVariant: new Map(products.flatMap((product) => product.variants.map(({ id }) => [id, product] as const))),
    facts: toFacts('', products),
  };
  return own.index;
}

function allIndexesOf(column: Uint32Array, hash: number): number[] {
  const found: number[] = [];
  for (let at = column.indexOf(hash); at !== -1; at = column.indexOf(hash, at + 1)) found.push(at);
  return found;
}
