import { serveUpkeep } from '../../catalog/upkeep-worker.js';
import { openCatalogDatabase } from '../../db/index.js';
import { browserClock } from '../../ports/browser/clock.js';
import { browserLock } from '../../ports/browser/lock.js';
import { startingThread } from '../../ports/browser/thread.js';
import { FeedServer } from '../feed-server.js';
import { richProduct } from '../rich-product.js';

/** What the catalog of this worker is like, told in its name. */
export type WorkerCatalog = { region: string; products: number; bytesEach: number };

const { region, products, bytesEach } = JSON.parse(self.name) as WorkerCatalog;
const server = new FeedServer(8, region);
for (let n = 0; n < products; n++) server.put(richProduct(n, { description: noise(bytesEach) }));
server.publish();

serveUpkeep(startingThread, {
  db: openCatalogDatabase(region),
  fetcher: server,
  region,
  lock: browserLock,
  clock: browserClock,
  signal: new AbortController().signal,
});

/** Databases compress what they store. */
function noise(length: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(length));
  return Array.from(bytes, (byte) => String.fromCharCode(33 + (byte % 90))).join('');
}
