import { Dexie } from 'dexie';
import type { CatalogDexie } from './catalog-schema.js';

/** Removed in one transaction, so that readers get their turn in between. A shard is some fifteen rows. */
const SHARDS_AT_ONCE = 10;
const CHANGES_AT_ONCE = 50;

/**
 * Removes shards and changes that the replica in use does not name. What is in use is read anew in each transaction, so another
 * tab may put a new one into use at any time.
 */
export async function dropUnused(
  db: CatalogDexie,
  run: <T>(work: () => PromiseLike<T>) => Promise<T>,
  breathe: () => Promise<void>,
): Promise<void> {
  while ((await run(() => dropShards(db))) > 0) await breathe();
  while ((await run(() => dropChanges(db))) > 0) await breathe();
}

function dropShards(db: CatalogDexie): Promise<number> {
  return db.transaction('rw', db.meta, db.keys, db.facts, db.pages, async () => {
    const replica = await inUse(db);
    if (!replica) return 0;
    const used = new Set(replica.shards);
    const stored = await db.keys.toCollection().primaryKeys();
    const unused = stored.filter((hash) => !used.has(hash)).slice(0, SHARDS_AT_ONCE);
    await Promise.all([
      db.keys.bulkDelete(unused),
      db.facts.bulkDelete(unused),
      ...unused.map((hash) => db.pages.where(':id').between([hash, Dexie.minKey], [hash, Dexie.maxKey]).delete()),
    ]);
    return unused.length;
  });
}

function dropChanges(db: CatalogDexie): Promise<number> {
  return db.transaction('rw', db.meta, db.changes, async () => {
    const replica = await inUse(db);
    if (!replica) return 0;
    const rows = () => db.changes.where(':id');
    const [before, after] = await Promise.all([
      rows().below([replica.gen]).limit(CHANGES_AT_ONCE).primaryKeys(),
      rows().above([replica.gen, []]).limit(CHANGES_AT_ONCE).primaryKeys(),
    ]);
    await db.changes.bulkDelete([...before, ...after]);
    return before.length + after.length;
  });
}

async function inUse(db: CatalogDexie) {
  const row = await db.meta.get('replica');
  return row?.key === 'replica' ? row.value : null;
}
