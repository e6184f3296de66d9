import { liveQuery } from 'dexie';
import type { CatalogStore, ChangePage, Replica } from '../catalog/replica.js';
import type { CatalogProduct } from '../protocol/catalog.js';
import { CatalogDexie, type ChangesRow } from './catalog-schema.js';
import { giveWay, withConnection } from './connection.js';
import { dropUnused } from './catalog-cleaning.js';
import type { IndexedDb } from './lane-schema.js';

/** Products written in one row: few enough that reading one takes about a millisecond. */
export const PRODUCTS_PER_ROW = 50;

export type CatalogDb = CatalogStore & { delete(): Promise<void> };

/** The catalog replica of one region. It holds nothing personal, so all principals of a device share it. */
export function openCatalogDatabase(region: string, indexedDb?: IndexedDb): CatalogDb {
  const db = new CatalogDexie(region, indexedDb);
  giveWay(db);
  const { meta, pages, keys, facts, changes, search } = db;
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

  /** Of a page what a partial replica has of it. What an older one has left behind passes too, and does no harm. */
  async function heldOf({ upserts, tombstones }: ChangePage): Promise<ChangePage> {
    const ids = [...upserts.map(({ id }) => id), ...tombstones];
    const held = new Set(await changes.where('ids').anyOf(ids).uniqueKeys());
    return { upserts: upserts.filter(({ id }) => held.has(id)), tombstones: tombstones.filter((id) => held.has(id)) };
  }

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
    stage: (gen, page) =>
      run(() =>
        db.transaction('rw', changes, async () => {
          const rows = toRows(
            gen,
            0,
            page,
            await changes
              .where(':id')
              .between(...rangeOf(gen))
              .count(),
          );
          await changes.bulkAdd(rows);
          return rows.length;
        }),
      ),

    publish: (from, next, staged) =>
      run(() =>
        db.transaction('rw', meta, keys, changes, async () => {
          const before = await readReplica();
          if ((before?.gen ?? null) !== from) return 'overtaken';
          const [stored, found] = await Promise.all([
            keys.toCollection().primaryKeys(),
            changes
              .where(':id')
              .between(...rangeOf(next.gen))
              .count(),
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
        db.transaction('rw', meta, changes, async () => {
          const replica = await readReplica();
          if (replica?.gen !== from.gen || replica.cursor !== from.cursor) return false;
          const version = replica.version + 1;
          const takesAll = !replica.isPartial || replica.shards.length > 0;
          const held = takesAll ? page : await heldOf(page);
          await changes.bulkAdd(toRows(from.gen, version, held));
          const moved = advance && { cursor: advance.cursor, taxonomy: advance.taxonomy ?? replica.taxonomy };
          await meta.put({ key: 'replica', value: { ...replica, ...moved, version } });
          return true;
        }),
      ),

    remember: (gen, page) =>
      run(() =>
        db.transaction('rw', meta, changes, async () => {
          const replica = await readReplica();
          if (replica?.gen !== gen || !replica.isPartial) return;
          const version = replica.version + 1;
          await changes.bulkAdd(toRows(gen, version, page));
          await meta.put({ key: 'replica', value: { ...replica, version } });
        }),
      ),

    changedSince: (gen, version) =>
      run(() =>
        changes
          .where(':id')
          .between([gen, version + 1], [gen, []])
          .toArray(),
      ),

    searchIndex: () => run(() => search.get('index')),
    keepSearchIndex: (index) => run(async () => void (await search.put({ key: 'index', ...index }))),

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

/** Keys of everything laid on top under a name; an array comes after any number. */
const rangeOf = (gen: string): [lower: unknown[], upper: unknown[]] => [[gen], [gen, []]];

/** What is both changed and gone is gone: tombstones come last. */
function toRows(gen: string, version: number, { upserts, tombstones }: ChangePage, firstPart = 0): ChangesRow[] {
  const rows: ChangesRow[] = [];
  const add = (products: readonly CatalogProduct[], gone: string[]) => {
    const ids = [...products.map(({ id }) => id), ...gone];
    rows.push({ gen, version, part: firstPart + rows.length, ids, text: JSON.stringify(products), gone });
  };
  for (let at = 0; at < upserts.length; at += PRODUCTS_PER_ROW) add(upserts.slice(at, at + PRODUCTS_PER_ROW), []);
  if (tombstones.length > 0) add([], [...tombstones]);
  return rows;
}
