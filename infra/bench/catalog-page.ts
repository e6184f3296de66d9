import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { FeedServer } from 'sync/testing';

const compress = promisify(brotliCompress);
const dist = dirname(fileURLToPath(import.meta.resolve('sync')));
const ofSync = createRequire(join(dist, 'index.js'));
/** What the engine imports, unbundled, as the browser finds it by the import map. */
const FOLDERS: Record<string, string> = {
  dexie: join(dirname(ofSync.resolve('dexie/package.json')), 'dist/modern'),
  zod: dirname(ofSync.resolve('zod/package.json')),
};
/** Written into the scripts: a worker knows no import map. */
const IMPORTS: Record<string, string> = { dexie: '/lib/dexie/dexie.mjs', 'zod/mini': '/lib/zod/mini/index.js' };
const PAGE = `<!doctype html><title>catalog</title>
<script type="module">
import * as search from '/lib/sync/search/index.js';
import * as sync from '/lib/sync/index.js';
Object.assign(globalThis, { search, sync });
</script>`;
/** What keeps the catalog in the shop, see `storefront/src/lib/offline/catalog-worker.ts`. */
const WORKER = `import * as sync from '/lib/sync/index.js';
sync.serveUpkeep(sync.startingThread, {
  db: sync.openCatalogDatabase('eu'),
  fetcher: sync.httpFetcher(),
  region: 'eu',
  lock: sync.browserLock,
  clock: sync.browserClock,
  signal: new AbortController().signal,
});`;

/** What looks for products, see `storefront/src/lib/offline/search-worker.ts`. */
const SEARCH_WORKER = `import * as sync from '/lib/sync/index.js';
import { createFinder, serveFinder } from '/lib/sync/search/index.js';
const db = sync.openCatalogDatabase('eu');
serveFinder(sync.startingThread, createFinder({ db, breathe: () => sync.noPace.breathe() }));`;

/** Isolated, or the browser does not tell how much memory a page takes. */
const HEADERS = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cache-control': 'no-store',
};

/** A catalog of so many products, cut as in production. */
export function publishedFeed(
  products: number,
  productOf: (n: number) => Parameters<FeedServer['put']>[0],
): FeedServer {
  const feed = new FeedServer(2 ** Math.round(Math.log2(products / 200)));
  feed.pageSize = 200;
  for (let n = 0; n < products; n++) feed.put(productOf(n));
  feed.publish();
  return feed;
}

/** A page with the built engine in it, and a catalog feed, packed as in production. */
export async function serveCatalogPage(feed: FeedServer): Promise<{ url: string; close(): Promise<void> }> {
  const packed = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    if (path === '/') return response.writeHead(200, { ...HEADERS, 'content-type': 'text/html' }).end(PAGE);
    if (path === '/worker.js') return sendScript(WORKER, response);
    if (path === '/search-worker.js') return sendScript(SEARCH_WORKER, response);
    if (path.startsWith('/lib/sync/')) {
      return void readFile(join(dist, normalize(path.slice('/lib/sync/'.length))), 'utf8').then(
        (script) => sendScript(script, response),
        () => response.writeHead(404, HEADERS).end(),
      );
    }
    if (path.startsWith('/lib/')) return sendFile(path.slice('/lib/'.length), response);
    if (!path.startsWith('/catalog/')) return response.writeHead(404, HEADERS).end();
    return void answer(path).then(
      ({ status, body }) =>
        response
          .writeHead(status, { ...HEADERS, 'content-type': 'application/json', 'content-encoding': 'br' })
          .end(body),
      () => response.writeHead(500, HEADERS).end(),
    );
  });

  async function answer(path: string): Promise<{ status: number; body: Buffer }> {
    const known = packed.get(path);
    if (known) return { status: 200, body: known };
    const { status, body } = await feed.get(path);
    const brotli = await compress(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
    if (path.includes('/shards/')) packed.set(path, brotli);
    return { status, body: brotli };
  }

  const manifest = JSON.parse((await feed.get('/catalog/eu/manifest')).body) as { shards: { hash: string }[] };
  for (const { hash } of manifest.shards) await answer(`/catalog/eu/shards/${hash}?format=2`);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return { url: `http://127.0.0.1:${portOf(server)}/`, close: () => close(server) };
}

function sendScript(script: string, response: ServerResponse): void {
  const served = script.replace(/from '(dexie|zod\/mini)'/g, (_, name: string) => `from '${IMPORTS[name] ?? name}'`);
  response.writeHead(200, { ...HEADERS, 'content-type': 'text/javascript' }).end(served);
}

function sendFile(path: string, response: ServerResponse): void {
  const [folder = '', ...rest] = normalize(path).split(sep);
  const root = FOLDERS[folder];
  if (!root || rest.includes('..')) return void response.writeHead(404, HEADERS).end();
  response.writeHead(200, { ...HEADERS, 'content-type': 'text/javascript' });
  createReadStream(join(root, ...rest))
    .on('error', () => response.destroy())
    .pipe(response);
}

function portOf(server: Server): number {
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The server has no port.');
  return address.port;
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((closed) => server.close(() => closed()));
}
