import type { CatalogProduct } from '../protocol/catalog.js';
import { toCard } from './card.js';

/** Products that are stored and read together: a list of 24 touches at most as many pages, and each is parsed in a blink. */
export const PAGE = 16;

/** Where to look for a product: hashes of handles and variant ids in the shard's order; what they find is checked against the product. */
export type ShardKeys = {
  hash: string;
  handles: Uint32Array;
  variants: Uint32Array;
  /** Entry n: how many variants the products up to and including n have. */
  variantEnds: Uint32Array;
};

/** What lists are chosen and ordered by, in columns: a tenth of the products themselves. */
export type ShardFacts = {
  hash: string;
  ids: string[];
  titles: string[];
  /** NaN: not sold here. */
  prices: Float64Array;
  createdAt: Float64Array;
  /** 1 where some variant can be bought. */
  isBuyable: Uint8Array;
  /** Average of its reviews, 0 where there are none. */
  ratings: Float32Array;
  /** The combinations of categories and collection that occur, and which of them each product is on. */
  shelves: Shelf[];
  shelfOf: Uint16Array;
  /** Entry n: how many variants the products up to and including n have. */
  variantEnds: Uint32Array;
  /** NaN: not sold here. */
  variantPrices: Float64Array;
  /** `BUYABLE` and `REDUCED`. */
  variantMarks: Uint8Array;
  /** The combinations of options that occur, and which of them each variant is. */
  choices: Choice[];
  choiceOf: Uint32Array;
};

export const BUYABLE = 1;
export const REDUCED = 2;

/** Option title → value. */
export type Choice = Record<string, string>;
export type Shelf = { categories: string[]; collection: string | null };

/** JSON of at most `PAGE` products. */
export type ShardPage = { hash: string; page: number; text: string };

export type ShardRows = { hash: string; pages: ShardPage[]; keys: ShardKeys; facts: ShardFacts };

/** Turns a shard's products into what is stored, a page at a time, so that the caller can let others work in between. */
export async function toShardRows(
  hash: string,
  products: Iterable<CatalogProduct>,
  breathe: () => Promise<void>,
): Promise<ShardRows> {
  const pages: ShardPage[] = [];
  const all: CatalogProduct[] = [];
  let page: CatalogProduct[] = [];
  const finish = () => {
    if (page.length > 0) pages.push({ hash, page: pages.length, text: JSON.stringify(page) });
    page = [];
  };
  for (const product of products) {
    all.push(product);
    if (page.push(product) < PAGE) continue;
    finish();
    await breathe();
  }
  finish();
  const keys = toKeys(hash, all);
  await breathe();
  const facts = toFacts(hash, all);
  await breathe();
  return { hash, pages, keys, facts };
}

export function toKeys(hash: string, products: readonly CatalogProduct[]): ShardKeys {
  let ends = 0;
  return {
    hash,
    handles: Uint32Array.from(products, (product) => keyHash(product.handle)),
    variants: Uint32Array.from(products.flatMap(({ variants }) => variants.map(({ id }) => keyHash(id)))),
    variantEnds: Uint32Array.from(products, (product) => (ends += product.variants.length)),
  };
}

export function toFacts(hash: string, products: readonly CatalogProduct[]): ShardFacts {
  const cards = products.map((product) => toCard(product));
  const variants = products.flatMap((product) => product.variants);
  const shelves = distinct(cards, ({ categories, collection }): Shelf => ({ categories, collection }));
  const choices = distinct(variants, ({ options }): Choice => options);
  let ends = 0;
  return {
    hash,
    ids: cards.map(({ id }) => id),
    titles: cards.map(({ title }) => title),
    prices: Float64Array.from(cards, ({ price }) => price ?? Number.NaN),
    createdAt: Float64Array.from(cards, ({ createdAt }) => createdAt),
    isBuyable: Uint8Array.from(cards, ({ availability }) => Number(availability !== 'out')),
    ratings: Float32Array.from(cards, ({ rating }) => rating?.average ?? 0),
    shelves: shelves.values,
    shelfOf: Uint16Array.from(shelves.indexes),
    variantEnds: Uint32Array.from(products, (product) => (ends += product.variants.length)),
    variantPrices: Float64Array.from(variants, ({ price }) => price ?? Number.NaN),
    variantMarks: Uint8Array.from(
      variants,
      ({ availability, compareAt }) => (availability === 'out' ? 0 : BUYABLE) | (compareAt === null ? 0 : REDUCED),
    ),
    choices: choices.values,
    choiceOf: Uint32Array.from(choices.indexes),
  };
}

/** Each value once, in the order they come, and for each item which of them it has. */
function distinct<Item, Value>(items: readonly Item[], valueOf: (item: Item) => Value): Distinct<Value> {
  const values: Value[] = [];
  const known = new Map<string, number>();
  const indexes = items.map((item) => {
    const value = valueOf(item);
    const name = JSON.stringify(value);
    const index = known.get(name) ?? values.push(value) - 1;
    known.set(name, index);
    return index;
  });
  return { values, indexes };
}

type Distinct<Value> = { values: Value[]; indexes: number[] };

/** Rows hold what passed the schema when it came. */
export const readPage = (text: string): CatalogProduct[] => JSON.parse(text) as CatalogProduct[];

/** FNV-1a. */
export function keyHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
