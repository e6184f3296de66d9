import { SyncError } from '../errors.js';
import type { CatalogProduct, Changes } from '../protocol/catalog.js';
import type { Feed } from './read-feed.js';
import type { CatalogStore, Replica } from './replica.js';

/** Rows written in one transaction; a larger one would keep readers waiting. */
export const CHANGE_CHUNK = 500;

export type UpdateOutcome = { kind: 'updated'; upserts: number; tombstones: number } | { kind: 'must-refetch' };

/** Reads changes until there are no more. Stopped anywhere, it goes on from the last page that was written whole. */
export async function readChanges(store: CatalogStore, feed: Feed, replica: Replica): Promise<UpdateOutcome> {
  let upserts = 0;
  let tombstones = 0;
  let taxonomyHash = replica.taxonomy.hash;
  let from = { gen: replica.gen, cursor: replica.cursor };

  for (;;) {
    const page = await feed.changes(from.cursor, taxonomyHash);
    if (page === 'must-refetch' || page.epoch !== replica.epoch) return { kind: 'must-refetch' };
    if (page.more && page.cursor === from.cursor)
      throw new SyncError('catalog_invalid', 'the catalog goes round in circles');
    // Another tab was faster: what it wrote is newer than this page.
    if (!(await applyPage(store, from, page))) return { kind: 'updated', upserts, tombstones };
    upserts += page.upserts.length;
    tombstones += page.tombstones.length;
    taxonomyHash = page.taxonomy?.hash ?? taxonomyHash;
    from = { ...from, cursor: page.cursor };
    if (!page.more) return { kind: 'updated', upserts, tombstones };
  }
}

async function applyPage(store: CatalogStore, from: { gen: string; cursor: string }, page: Changes): Promise<boolean> {
  const advance = { cursor: page.cursor, taxonomy: page.taxonomy };
  const isEmpty = page.upserts.length + page.tombstones.length === 0;
  if (isEmpty && page.cursor === from.cursor && !page.taxonomy) return true;
  const rest: CatalogProduct[] = [...page.upserts];
  const tombstones = [...page.tombstones];
  while (rest.length + tombstones.length > CHANGE_CHUNK) {
    const upserts = rest.splice(0, CHANGE_CHUNK);
    const removed = tombstones.splice(0, CHANGE_CHUNK - upserts.length);
    if (!(await store.applyChanges(from, { upserts, tombstones: removed }, null))) return false;
  }
  return store.applyChanges(from, { upserts: rest, tombstones }, advance);
}
