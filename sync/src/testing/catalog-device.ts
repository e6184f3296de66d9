import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, onTestFinished } from 'vitest';
import { openCatalogDatabase, type CatalogDb } from '../db/index.js';
import type { Conditions } from '../ports/device-conditions.js';
import { FeedServer } from './feed-server.js';
import { sampleProduct } from './sample-product.js';
import { toCard } from '../catalog/card.js';
import { createCatalog, type Catalog } from '../catalog/catalog.js';
import type { CatalogStore } from '../catalog/replica.js';
import type { UpkeepDeps } from '../catalog/upkeep.js';

export type DeviceOptions = Partial<Pick<UpkeepDeps, 'lock' | 'pace' | 'conditions' | 'interests'>> & {
  wrap?: (db: CatalogDb) => CatalogStore;
};

/** A device and its database, which is closed after the test. */
export function device(
  server: FeedServer,
  indexedDb = { indexedDB: new IDBFactory(), IDBKeyRange },
  { wrap = (db) => db, ...options }: DeviceOptions = {},
) {
  const db = openCatalogDatabase('eu', indexedDb);
  const controller = new AbortController();
  onTestFinished(() => db.close());
  const catalog = createCatalog({ db: wrap(db), fetcher: server, region: 'eu', signal: controller.signal, ...options });
  return { catalog, db, indexedDb, controller };
}

export const conditionsOf = (over: Partial<Conditions>, makeRoom = () => Promise.resolve()) => ({
  read: () => Promise.resolve({ savesData: false, battery: null, room: null, ...over }),
  makeRoom,
});

export function stocked(count: number, buckets = 4): FeedServer {
  const server = new FeedServer(buckets);
  for (let i = 0; i < count; i++) server.put(sampleProduct(`p${i}`));
  server.publish();
  return server;
}

export const everything = { sort: 'title', offset: 0, limit: 10_000 } as const;

/** The device holds exactly what the server sells, in lists, by handle and by variant. */
export async function expectSame(catalog: Catalog, server: FeedServer) {
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
  const { cards, total } = await catalog.list(everything);
  expect(cards.toSorted(byId)).toEqual(server.products.map((product) => toCard(product)).toSorted(byId));
  expect(total).toBe(server.products.length);
  for (const product of server.products) {
    expect(await catalog.product(product.handle)).toEqual(product);
    expect((await catalog.variant(`variant-${product.id}`))?.product.id).toBe(product.id);
  }
}

export const shardRequests = (server: FeedServer) => server.requests.filter((path) => path.includes('/shards/'));

/** Fails from the nth write on, as a tab does that was killed there. */
export function killedAtWrite(
  db: CatalogDb,
  nth: number,
  failure: () => Error = () => new Error('killed'),
): CatalogStore {
  let writes = 0;
  const mortal = <A extends unknown[], T>(write: (...args: A) => Promise<T>) => {
    return async (...args: A): Promise<T> => {
      if (++writes >= nth) throw failure();
      return write(...args);
    };
  };
  return {
    ...db,
    putShard: mortal(db.putShard),
    newGen: mortal(db.newGen),
    stage: mortal(db.stage),
    publish: mortal(db.publish),
    applyChanges: mortal(db.applyChanges),
    dropUnused: mortal(db.dropUnused),
  };
}
