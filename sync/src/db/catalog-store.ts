import { Dexie, liveQuery, type Table } from 'dexie';
import { toCard } from '../catalog/card.js';
import type { CatalogStore } from '../catalog/replica.js';
import type { CatalogProduct } from '../protocol/catalog.js';
import { ADDED, CatalogDexie, toRow, type CardRow, type ProductRow } from './catalog-schema.js';
import { applyToReplica } from './catalog-changes.js';
import { giveWay, withConnection } from './connection.js';
import type { IndexedDb } from './lane-schema.js';

const DELETE_CHUNK = 500;

export type CatalogDb = CatalogStore & { delete(): Promise<void> };

/** The catalog replica of one region. It holds nothing personal, so all principals of a device share it. */
export function openCatalogDatabase(region: string, indexedDb?: IndexedDb): CatalogDb {
  const db = new CatalogDexie(region, indexedDb);
  giveWay(db);
  const { meta, products, cards, shards } = db;
  const run = <T>(work: () => PromiseLike<T>) => withConnection(db, work);
  const readReplica = async () => (await meta.get('replica'))?.value ?? null;

  return {
    replica: () => run(readReplica),
    isStarted: () => run(async () => (await shards.count()) > 0),
    shards: (gen) =>
      run(async () => new Map((await ofGen(shards, gen).toArray()).map((row) => [row.bucket, row.hash]))),
    cards: (gen) => run(async () => (await ofGen(cards, gen).toArray()).flatMap((row) => row.cards)),
    product: (gen, handle) => run(async () => toProduct(await products.get({ gen, handle }))),
    productOfVariant: (gen, variantId) =>
      run(async () =>
        toProduct((await products.where('variantIds').equals(variantId).toArray()).find((row) => row.gen === gen)),
      ),

    putShard: (gen, { bucket, hash, products: wanted }) =>
      run(() =>
        db.transaction('rw', products, cards, shards, async () => {
          const before = await cards.get([gen, bucket]);
          const kept = new Set(wanted.map((product) => product.id));
          const gone = (before?.cards ?? [])
            .filter((card) => !kept.has(card.id))
            .map((card): [string, string] => [gen, card.id]);
          await Promise.all([
            products.bulkDelete(gone),
            products.bulkPut(wanted.map((product) => toRow(gen, bucket, product))),
            cards.put({ gen, bucket, cards: wanted.map(toCard) }),
            shards.put({ gen, bucket, hash }),
          ]);
        }),
      ),

    copyShard: (from, to, bucket, hash) =>
      run(() =>
        db.transaction('rw', products, cards, shards, async () => {
          const row: CardRow = (await cards.get([from, bucket])) ?? { gen: from, bucket, cards: [] };
          const rows = await products.bulkGet(row.cards.map((card): [string, string] => [from, card.id]));
          await Promise.all([
            products.bulkPut(rows.flatMap((product) => (product ? [{ ...product, gen: to }] : []))),
            cards.put({ ...row, gen: to }),
            shards.put({ gen: to, bucket, hash }),
          ]);
        }),
      ),

    publish: (replica, wanted) =>
      run(() =>
        db.transaction('rw', meta, products, cards, shards, async () => {
          const { gen } = replica;
          const present = await shards.bulkGet(wanted.map(({ bucket }): [string, number] => [gen, bucket]));
          if (wanted.some(({ hash }, index) => present[index]?.hash !== hash)) return false;
          const added = (await cards.get([gen, ADDED]))?.cards ?? [];
          const rows = await products.bulkGet(added.map((card): [string, string] => [gen, card.id]));
          const gone = rows.flatMap((row) => (row?.bucket === ADDED ? [[gen, row.id] as [string, string]] : []));
          await Promise.all([products.bulkDelete(gone), cards.delete([gen, ADDED])]);
          const version = ((await readReplica())?.version ?? 0) + 1;
          await meta.put({ key: 'replica', value: { ...replica, version } });
          return true;
        }),
      ),

    applyChanges: (from, page, advance) =>
      run(() =>
        db.transaction('rw', meta, products, cards, shards, async () => {
          const replica = await readReplica();
          if (replica?.gen !== from.gen || replica.cursor !== from.cursor) return false;
          await applyToReplica(db, from.gen, page);
          const moved = advance && { cursor: advance.cursor, taxonomy: advance.taxonomy ?? replica.taxonomy };
          await meta.put({ key: 'replica', value: { ...replica, ...moved, version: replica.version + 1 } });
          return true;
        }),
      ),

    async dropUnused() {
      for (const table of [shards.name, cards.name, products.name]) {
        while ((await run(() => dropSome(db, table))) > 0);
      }
    },

    watch(onReplica) {
      const subscription = liveQuery(readReplica).subscribe({ next: onReplica, error: () => onReplica(null) });
      return () => subscription.unsubscribe();
    },
    close: () => db.close(),
    delete: () => db.delete(),
  };
}

function toProduct(row: ProductRow | undefined): CatalogProduct | undefined {
  if (!row) return undefined;
  const { gen: _gen, bucket: _bucket, variantIds: _variantIds, ...product } = row;
  return product;
}

function ofGen<T, K>(table: Table<T, K>, gen: string) {
  return table.where(':id').between([gen, Dexie.minKey], [gen, Dexie.maxKey]);
}

/** One chunk in one transaction, so that readers get their turn, and what is in use is read anew each time. */
function dropSome(db: CatalogDexie, name: string): Promise<number> {
  const table = db.table<{ gen: string }, [string, string | number]>(name);
  return db.transaction('rw', db.meta, table, async () => {
    const gen = (await db.meta.get('replica'))?.value.gen;
    if (gen === undefined) return 0;
    const byKey = () => table.where(':id');
    const unused = [byKey().below([gen, Dexie.minKey]), byKey().above([gen, Dexie.maxKey])];
    const keys = (await Promise.all(unused.map((rows) => rows.limit(DELETE_CHUNK).primaryKeys()))).flat();
    await table.bulkDelete(keys);
    return keys.length;
  });
}
