import { SyncError } from '../errors.js';
import type { Changes, Digest } from '../protocol/catalog.js';
import type { Feed } from './read-feed.js';
import type { CatalogStore, ChangePage, Replica } from './replica.js';

/** Rows written in one transaction; a larger one would keep readers waiting. */
export const CHANGE_CHUNK = 500;

export type UpdateOutcome =
  | {
      kind: 'updated';
      upserts: number;
      tombstones: number;
      /** What the server has at `cursor`, where it was asked and could say. */
      server: { digest: Digest; cursor: string } | null;
    }
  | { kind: 'must-refetch' };

/** Reads changes until there are no more. Stopped anywhere, it goes on from the last page that was written whole. */
export async function readChanges(
  store: CatalogStore,
  feed: Feed,
  replica: Replica,
  options: { withDigest: boolean },
): Promise<UpdateOutcome> {
  let upserts = 0;
  let tombstones = 0;
  let taxonomyHash = replica.taxonomy.hash;
  let from = { gen: replica.gen, cursor: replica.cursor };

  for (;;) {
    const page = await feed.changes(from.cursor, taxonomyHash, options);
    if (page === 'must-refetch' || page.epoch !== replica.epoch) return { kind: 'must-refetch' };
    if (page.more && page.cursor === from.cursor)
      throw new SyncError('catalog_invalid', 'the catalog goes round in circles');
    // Another tab was faster: what it wrote is newer than this page.
    if (!(await applyPage(store, from, page))) return { kind: 'updated', upserts, tombstones, server: null };
    upserts += page.upserts.length;
    tombstones += page.tombstones.length;
    taxonomyHash = page.taxonomy?.hash ?? taxonomyHash;
    from = { ...from, cursor: page.cursor };
    if (page.more) continue;
    const server = page.digest ? { digest: page.digest, cursor: page.cursor } : null;
    return { kind: 'updated', upserts, tombstones, server };
  }
}

async function applyPage(store: CatalogStore, from: { gen: string; cursor: string }, page: Changes): Promise<boolean> {
  const advance = { cursor: page.cursor, taxonomy: page.taxonomy };
  const isEmpty = page.upserts.length + page.tombstones.length === 0;
  if (isEmpty && page.cursor === from.cursor && !page.taxonomy) return true;
  const parts = inParts(page);
  const last = parts.pop() ?? { upserts: [], tombstones: [] };
  for (const part of parts) if (!(await store.applyChanges(from, part, null))) return false;
  return store.applyChanges(from, last, advance);
}

/** A page in parts of at most one transaction each. */
export function inParts({ upserts, tombstones }: ChangePage): ChangePage[] {
  const parts: ChangePage[] = [];
  for (let at = 0; at < upserts.length; at += CHANGE_CHUNK) {
    parts.push({ upserts: upserts.slice(at, at + CHANGE_CHUNK), tombstones: [] });
  }
  for (let at = 0; at < tombstones.length; at += CHANGE_CHUNK) {
    parts.push({ upserts: [], tombstones: tombstones.slice(at, at + CHANGE_CHUNK) });
  }
  return parts;
}
