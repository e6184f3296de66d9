import { Dexie, liveQuery } from 'dexie';
import type { CatalogStore, ChangePage, Replica } from '../catalog/replica.js';
import { readProduct } from '../catalog/shard-rows.js';
import { CatalogDexie, type ChangedRow } from './catalog-schema.js';
import { giveWay, withConnection } from './connection.js';
import { dropUnused } from './catalog-cleaning.js';
import type { IndexedDb } from './lane-schema.js';

export type CatalogDb = CatalogStore & { delete(): Promise<void> };

/** The catalog replica of one region. It holds nothing personal, so all principals of a device share it. */
export function openCatalogDatabase(region: string, indexedDb?: IndexedDb): CatalogDb {
  const db = new CatalogDexie(region, indexedDb);
  giveWay(db);
  const { meta, pages, keys, facts, changed } = db;
  const run = <T>(work: () => PromiseLike<T>) => withConnection(db, work);

  async function readReplica(): Promise<Replica | null> {
    const row = await meta.get('replica');
    return row?.key === 'replica' ? row.value : null;
  }

  async function readCount(key: 'gens' | 'updates'): Promise<number> {
    const row = await meta.get(key);
    return row?.key === key ? row.value : 0;
  }

  const count = (key: 'gens' | 'updates'): Promise<number> =>
    run(() =>
      db.transaction('rw', meta, async () => {
        const value = (await readCount(key)) + 1;
        await meta.put({ key, value });
        return value;
      }),
    );

  return {
    replica: () => run(readReplica),
    storedShards: () => run(async () => new Set(await keys.toCollection().primaryKeys())),
    keys: (hashes) => run(async () => present(await keys.bulkGet([...hashes]))),
    facts: (hashes) => run(async () => present(await facts.bulkGet([...hashes]))),
    pages: (wanted) => run(() => pages.bulkGet(wanted.map(([hash, page]): [string, number] => [hash, page]))),

    putShard: (rows) =>
      run(() =>
        db.transaction('rw', pages, keys, facts, async () => {
          await Promise.all([pages.bulkPut(rows.pages), facts.put(rows.facts), keys.put(rows.keys)]);
        }),
      ),

    newGen: async () => `gen-${await count('gens')}`,
    stage: (gen, page) => run(async () => void (await changed.bulkPut(toRows(gen, 0, page)))),

    publish: (from, next, staged) =>
      run(() =>
        db.transaction('rw', meta, keys, changed, async () => {
          const before = await readReplica();
          if ((before?.gen ?? null) !== from) return 'overtaken';
          const [stored, found] = await Promise.all([
            keys.toCollection().primaryKeys(),
            changed.where(':id').between([next.gen, Dexie.minKey], [next.gen, Dexie.maxKey]).count(),
          ]);
          const hashes = new Set(stored);
          if (found !== staged || next.shards.some((hash) => !hashes.has(hash))) return 'incomplete';
          await meta.put({ key: 'replica', value: { ...next, version: (before?.version ?? 0) + 1 } });
          return 'published';
        }),
      ),

    dropUnused: (breathe) => dropUnused(db, run, breathe),
    dropStarted: () =>
      run(() =>
        db.transaction('rw', meta, pages, keys, facts, async () => {
          if (await readReplica()) return;
          await Promise.all([pages.clear(), keys.clear(), facts.clear()]);
        }),
      ),

    applyChanges: (from, page, advance) =>
      run(() =>
        db.transaction('rw', meta, changed, async () => {
          const replica = await readReplica();
          if (replica?.gen !== from.gen || replica.cursor !== from.cursor) return false;
          const version = replica.version + 1;
          const rows = toRows(from.gen, version, page);
          const takesAll = !replica.isPartial || replica.shards.length > 0;
          const held = !takesAll ? await changed.bulkGet(rows.map(keyOf)) : rows;
          await changed.bulkPut(rows.filter((_, index) => held[index] !== undefined));
          const moved = advance && { cursor: advance.cursor, taxonomy: advance.taxonomy ?? replica.taxonomy };
          await meta.put({ key: 'replica', value: { ...replica, ...moved, version } });
          return true;
        }),
      ),

    remember: (gen, page) =>
      run(() =>
        db.transaction('rw', meta, changed, async () => {
          const replica = await readReplica();
          if (replica?.gen !== gen || !replica.isPartial) return;
          const version = replica.version + 1;
          await changed.bulkPut(toRows(gen, version, page));
          await meta.put({ key: 'replica', value: { ...replica, version } });
        }),
      ),

    changedSince: (gen, version) =>
      run(async () => {
        const rows = await changed
          .where('[gen+version]')
          .between([gen, version], [gen, Dexie.maxKey], version < 0, true)
          .toArray();
        return rows.map(({ id, version, text }) => ({
          id,
          version,
          product: text === null ? null : readProduct(text),
        }));
      }),

    countUpdate: () => count('updates'),
    forgetUpdates: () => run(async () => void (await meta.put({ key: 'updates', value: 0 }))),

    watch(onReplica) {
      const subscription = liveQuery(readReplica).subscribe({ next: onReplica, error: () => onReplica(null) });
      return () => subscription.unsubscribe();
    },
    close: () => db.close(),
    delete: () => db.delete(),
  };
}

const present = <T>(rows: Array<T | undefined>): T[] => rows.filter((row) => row !== undefined);

const keyOf = ({ gen, id }: ChangedRow): [string, string] => [gen, id];

/** One row per product; what is both changed and gone is gone. */
function toRows(gen: string, version: number, { upserts, tombstones }: ChangePage): ChangedRow[] {
  const rows = new Map<string, ChangedRow>();
  for (const product of upserts) rows.set(product.id, { gen, id: product.id, version, text: JSON.stringify(product) });
  for (const id of tombstones) rows.set(id, { gen, id, version, text: null });
  return [...rows.values()];
}
