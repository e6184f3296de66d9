import type { CardPage, CardQuery } from '../catalog/card-query.js';
import type { CatalogStore, Replica } from '../catalog/replica.js';
import { createReplicaReader } from '../catalog/replica-reader.js';
import { readPage } from '../catalog/shard-rows.js';
import { shelfNames } from './search-document.js';
import { SearchIndex } from './search-index.js';

export type SearchQuery = CardQuery & { text: string };

export type Finder = {
  /** The list of what answers the text in the replica. Nothing where there is no replica. */
  list(query: SearchQuery): Promise<CardPage>;
};

/** Changes that are followed again from a kept index rather than keeping it anew: it is written whole, and is megabytes. */
const WORTH_KEEPING = 20;

type Own = { gen: string; version: number; taxonomy: string; index: SearchIndex };

export type FinderDeps = { db: CatalogStore; breathe: () => Promise<void> };

/**
 * Looks for products in the replica. Its index is kept on the device: made once per install, then it follows the changes. It is meant for
 * a worker; a page that has none makes it in slices.
 */
export function createFinder({ db, breathe }: FinderDeps): Finder {
  const reader = createReplicaReader(db, breathe);
  let own: Own | null = null;
  /** Of the index as it is stored; null where it is not this one. */
  let keptVersion: number | null = null;
  let last: Promise<unknown> = Promise.resolve();

  async function indexOf(replica: Replica): Promise<SearchIndex | null> {
    const fits = (index: Omit<Own, 'index'> | null | undefined) =>
      index?.gen === replica.gen && index.taxonomy === replica.taxonomy.hash && index.version <= replica.version;
    if (!fits(own)) {
      own = await readStored(fits);
      keptVersion = own?.version ?? null;
    }
    own = own ? await follow(own, replica) : await build(replica);
    return own?.index ?? null;
  }

  async function readStored(fits: (stored: Omit<Own, 'index'>) => boolean): Promise<Own | null> {
    const stored = await db.searchIndex().catch(() => undefined);
    if (!stored || !fits(stored)) return null;
    const { gen, version, taxonomy, index } = stored;
    try {
      return { gen, version, taxonomy, index: SearchIndex.read(await index.arrayBuffer()) };
    } catch {
      return null;
    }
  }

  async function build(replica: Replica): Promise<Own | null> {
    const index = new SearchIndex();
    const names = shelfNames(replica.taxonomy);
    const isWhole = await reader.everyProduct(replica, (product) => index.put(product, names));
    return isWhole ? { gen: replica.gen, version: replica.version, taxonomy: replica.taxonomy.hash, index } : null;
  }

  async function follow(before: Own, replica: Replica): Promise<Own> {
    if (before.version === replica.version) return before;
    const names = shelfNames(replica.taxonomy);
    for (const { text, gone } of await db.changedSince(before.gen, before.version)) {
      for (const product of readPage(text)) before.index.put(product, names);
      for (const id of gone) before.index.drop(id);
      await breathe();
    }
    return { ...before, version: replica.version };
  }

  /** After the answer, so that nobody waits for it. A device without room for it makes it again next time. */
  async function keep(): Promise<void> {
    if (!own || (keptVersion !== null && own.version < keptVersion + WORTH_KEEPING)) return;
    const { index, ...of } = own;
    keptVersion = own.version;
    await db.keepSearchIndex({ ...of, index: index.kept() }).catch(() => undefined);
  }

  async function list(query: SearchQuery): Promise<CardPage> {
    // A replica that is replaced while it is read is read again; nobody replaces it all the time.
    for (let attempt = 0; attempt < 3; attempt++) {
      const replica = await db.replica();
      if (!replica) break;
      const index = await indexOf(replica);
      if (!index) continue;
      const { ranking, taken } = index.find(query.text);
      if (ranking.size === 0) break;
      return { ...(await reader.list(query, { ranking, known: replica })), ...(taken.length > 0 && { taken }) };
    }
    return { cards: [], total: 0 };
  }

  return {
    list(query) {
      // One after the other, or two of them would make the index at once.
      const answer = last.then(() => list(query));
      last = answer.then(keep).catch(() => undefined);
      return answer;
    },
  };
}
