import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CATALOGS } from 'sync/protocol';
import { createOutage } from '../backend/outage';
import { createBackendSearch } from './backend-search';
import { createFeed } from './feed';
import { createPassOn, type PassOn } from './pass-on';
import { CatalogReplica } from './replica';
import { createShardStore, type ShardStore } from './shard-store';

export type RegionServices = { replica: CatalogReplica; shards: ShardStore; passOn: PassOn };

export type CatalogOptions = {
  backendUrl: string;
  dataDirectory: string;
  signal: AbortSignal;
  report: (problem: unknown) => void;
};

/** One replica per catalog, that is per region and language, started. Resolves when what is on disk is loaded; the rest arrives in the background. */
export async function startCatalog(options: CatalogOptions): Promise<ReadonlyMap<string, RegionServices>> {
  const { backendUrl, dataDirectory, signal, report } = options;
  const services = new Map<string, RegionServices>();
  for (const { slug } of CATALOGS) {
    const feed = createFeed(backendUrl, slug);
    const outage = createOutage(`Passing on the catalog of ${slug}`, report);
    const directory = join(dataDirectory, 'catalog', slug);
    const shards = createShardStore(feed, join(directory, 'shards'));
    const replica = new CatalogReplica({
      feed,
      shards,
      search: createBackendSearch({
        backendUrl,
        catalog: slug,
        now: Date.now,
        outage: createOutage(`The search of ${slug}`, report),
      }),
      path: join(directory, 'catalog.ndjson'),
      signal,
      wait: waitUnlessAborted,
      now: Date.now,
      random: Math.random,
      report,
    });
    await replica.load();
    void replica.run();
    services.set(slug, { replica, shards, passOn: createPassOn(feed, outage, signal) });
  }
  return services;
}

async function waitUnlessAborted(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal, ref: false }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}
