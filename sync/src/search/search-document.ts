import type { CatalogProduct, Taxonomy } from '../protocol/catalog.js';
import type { SearchField } from './rules.js';
import { partsOfNumber, wordsOf } from './words.js';

/** What can be looked for of a product, by where it is written. */
export type SearchDocument = { id: string } & Record<SearchField, string>;

/** Names of what products are sorted under: documents know the handles. */
export type ShelfNames = ReadonlyMap<string, string>;

export const shelfNames = ({ categories, collections }: Taxonomy): ShelfNames =>
  new Map([
    ...categories.map(({ handle, name }) => [handle, name] as const),
    ...collections.map(({ handle, title }) => [handle, title] as const),
  ]);

export function toSearchDocument(product: CatalogProduct, names: ShelfNames): SearchDocument {
  const shelves = [...product.categories, ...(product.collection ? [product.collection] : [])];
  return {
    id: product.id,
    title: product.title,
    number: product.variants.flatMap(({ sku }) => sku ?? []).join(' '),
    kind: [...shelves.map((handle) => names.get(handle) ?? ''), ...product.tags, product.vendor ?? ''].join(' '),
    options: product.options.flatMap(({ values }) => values).join(' '),
    subtitle: product.subtitle ?? '',
    description: product.description,
  };
}

/** Words of one field as they are compared, in their order. */
export const wordsOfField = (text: string, field: SearchField): string[] =>
  field === 'number' ? text.split(' ').flatMap(partsOfNumber) : wordsOf(text);
