import { setImmediate } from 'node:timers/promises';
import type { ISearchModuleService } from '@medusajs/framework/types';
import { SLOTS, toIndexDocument, type IndexDocument } from '../../modules/product-search/to-index-document';
import { makingOf, type MakingSource } from './catalog-facts';
import { INDEX, type FollowDeps } from './follow-catalog';

/** Products that are compared at a time, about. Bounds memory, not the result. */
const PIECE = 400;
/** More than any piece has, however unevenly ids fall. */
const MOST_IN_PIECE = 1_000;

/** What had to be healed: not in the index, there but of another time, there but not sold any more. */
export type Drift = { checked: number; missing: number; stale: number; extra: number };

/**
 * Compares a catalog with the index, piece by piece, and writes what differs. This is how an index is filled for the first time, and what a
 * restore, other rules or a new version of the index come down to. Null when there is no such catalog any more.
 */
export async function reconcileCatalog(
  { feed, search, productSearch }: FollowDeps,
  catalog: string,
  source: MakingSource,
): Promise<Drift | null> {
  const head = await feed.head(catalog);
  if (!head) return null;
  const { facts, madeWith } = makingOf(catalog, head, source);
  const drift: Drift = { checked: 0, missing: 0, stale: 0, extra: 0 };
  const terms = new Set<string>();
  const width = Math.ceil(SLOTS / Math.max(1, Math.ceil(head.products / PIECE)));
  for (let from = 0; from < SLOTS; from += width) {
    const slots = { from, to: Math.min(from + width, SLOTS) };
    const products = await feed.productsInSlots(catalog, slots);
    const documents = products.map((product) => toIndexDocument(product, facts));
    const words = new Set(documents.flatMap((document) => document.terms));
    for (const word of words) terms.add(word);
    const hashes = await readHashes(search, catalog, slots);
    const differing = documents.filter(({ id, hash }) => hashes.get(id) !== hash);
    const wanted = new Set(documents.map(({ id }) => id));
    const extra = [...hashes.keys()].filter((id) => !wanted.has(id));
    // Of all, not of what differs: an index that Medusa has filled by itself is right, and its words are not noted yet.
    await productSearch.noteWords(catalog, words);
    await write(search, differing, extra);
    const missing = differing.filter(({ id }) => !hashes.has(id)).length;
    drift.checked += documents.length;
    drift.missing += missing;
    drift.stale += differing.length - missing;
    drift.extra += extra.length;
    await setImmediate();
  }
  await productSearch.forgetWordsBut(catalog, terms);
  await productSearch.saveFollowed(catalog, { cursor: head.cursor, madeWith });
  return drift;
}

async function readHashes(
  search: ISearchModuleService,
  catalog: string,
  { from, to }: { from: number; to: number },
): Promise<Map<string, string>> {
  const { hits } = await search.search<{ hash?: string }>({
    entity: INDEX,
    fields: ['hash'],
    filters: { catalog, slot: { $gte: from, $lt: to } },
    pagination: { take: MOST_IN_PIECE },
    search_options: { count: 'none' },
  });
  return new Map(hits.map(({ id, document }) => [id, document.hash ?? '']));
}

async function write(search: ISearchModuleService, documents: IndexDocument[], extra: string[]): Promise<void> {
  if (documents.length > 0) await search.upsertDocuments({ index: INDEX, documents });
  if (extra.length > 0) await search.deleteDocuments({ index: INDEX, filters: { id: extra } });
}
