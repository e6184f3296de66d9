import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { toCard } from '../../catalog/card.js';
import { createCatalog } from '../../catalog/catalog.js';
import { openCatalogDatabase } from '../../db/index.js';
import { FeedServer } from '../feed-server.js';
import { sampleProduct } from '../sample-product.js';
import type { SimulationReport } from './run.js';

const id = fc.nat(9).map((n) => `p${n}`);
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('put' as const), id, title: fc.string({ maxLength: 3 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), id }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'update' as const }) },
);

export type CatalogModelOptions = { runs: number; seed: number; onRun?: () => void };

/** I18: a device that has followed all changes holds what the server sells, whatever was changed between its looks. */
export async function simulateCatalog(
  { runs, seed, onRun = () => {} }: CatalogModelOptions,
  report: SimulationReport,
): Promise<void> {
  const property = fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 20 }), async (steps) => {
    const server = new FeedServer();
    server.publish();
    const db = openCatalogDatabase(server.region, { indexedDB: new IDBFactory(), IDBKeyRange });
    try {
      const signal = new AbortController().signal;
      const catalog = createCatalog({ db, fetcher: server, region: server.region, signal });
      await catalog.install();
      for (const next of [...steps, { kind: 'update' as const }]) {
        if (next.kind === 'put') server.put(sampleProduct(next.id, { title: next.title }));
        else if (next.kind === 'remove') server.remove(next.id);
        else {
          await catalog.update();
          const { cards } = await catalog.list({ sort: 'title', offset: 0, limit: 100 });
          const [held, sold] = [cards, server.products.map((product) => toCard(product))].map((some) =>
            some.toSorted(byId),
          );
          if (!isDeepStrictEqual(held, sold))
            throw new Error(`I18 the device has ${JSON.stringify(held)}, the server ${JSON.stringify(sold)}`);
        }
      }
    } finally {
      db.close();
    }
    report.runs += 1;
    report.requests += server.requests.length;
    onRun();
  });
  await fc.assert(property, { numRuns: runs, seed, endOnFailure: true });
}

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);
