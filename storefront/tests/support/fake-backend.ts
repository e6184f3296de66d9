import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync } from 'node:zlib';
import sharp from 'sharp';
import {
  MAGIC,
  PACKED_SHARD,
  bucketOf,
  catalogProductSchema,
  changesSchema,
  manifestSchema,
  packShard,
  productsSchema,
  type CatalogProduct,
  type Taxonomy,
} from 'sync/protocol';

const BUCKETS = 2;
const REGION = 'eu';

type SyncHandler = (request: IncomingMessage, body: string, response: ServerResponse) => void | Promise<void>;

export type FakeBackend = Awaited<ReturnType<typeof startFakeBackend>>;

/** A backend with the real feed's rules for one region (shards by content, deltas after a cursor, 410 for a strange one) in memory. */
export async function startFakeBackend({ port = 0, products = [] as CatalogProduct[] } = {}) {
  const catalog = new Map(products.map((product) => [product.id, catalogProductSchema.parse(product)]));
  const log: { upserts: CatalogProduct[]; tombstones: string[] }[] = [];
  const requests: string[] = [];
  let epoch = 'epoch-1';
  let taxonomy: Taxonomy = { hash: 'taxonomy-1', categories: [], collections: [] };
  let sync: SyncHandler = (_request, _body, response) => void response.writeHead(501).end();

  const shards = () =>
    Array.from({ length: BUCKETS }, (_, bucket) => {
      const inBucket = [...catalog.values()].filter(({ id }) => bucketOf(id, BUCKETS) === bucket);
      const text = JSON.stringify(packShard({ bucket, products: inBucket }));
      const hash = createHash('sha256').update(text).digest('hex').slice(0, 32);
      return { bucket, hash, products: inBucket.length, bytes: text.length, text };
    });

  const json = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));

  const answerFeed = (path: string, search: URLSearchParams, response: ServerResponse) => {
    if (path === 'manifest') {
      const manifest = {
        magic: MAGIC,
        region: REGION,
        currency: 'eur',
        pricesIncludeTax: true,
        epoch,
        snapshotId: `${epoch}-${log.length}`,
        cursor: `${epoch}:${log.length}`,
        products: catalog.size,
        shards: shards().map(({ text: _text, ...shard }) => shard),
        shardFormats: [PACKED_SHARD],
        taxonomy,
      };
      return json(response, 200, manifestSchema.parse(manifest), { 'cache-control': 'no-cache' });
    }
    if (path.startsWith('shards/') && search.get('format') === String(PACKED_SHARD)) {
      const shard = shards().find(({ hash }) => path === `shards/${hash}`);
      if (!shard) return json(response, 404, {});
      const headers = {
        'content-type': 'application/json',
        'content-encoding': 'br',
        'cache-control': 'public, max-age=31536000, immutable',
      };
      return response.writeHead(200, headers).end(brotliCompressSync(shard.text));
    }
    if (path === 'products') {
      const ids = search.get('id')?.split(',') ?? [];
      const found = ids.flatMap((id) => catalog.get(id) ?? []);
      return json(response, 200, productsSchema.parse({ magic: MAGIC, epoch, products: found }));
    }
    if (path !== 'changes') return json(response, 404, {});
    const [cursorEpoch, position] = (search.get('cursor') ?? '').split(':');
    if (cursorEpoch !== epoch) {
      return json(response, 410, { magic: MAGIC, error: { code: 'must_refetch', message: 'strange cursor' } });
    }
    const next = log[Number(position)];
    const changes = {
      magic: MAGIC,
      epoch,
      cursor: `${epoch}:${next ? Number(position) + 1 : log.length}`,
      more: Number(position) + 1 < log.length,
      upserts: next?.upserts ?? [],
      tombstones: next?.tombstones ?? [],
      ...(search.get('taxonomy') === taxonomy.hash ? {} : { taxonomy }),
    };
    return json(response, 200, changesSchema.parse(changes), { 'cache-control': 'no-cache' });
  };

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://backend');
    requests.push(`${request.method} ${url.pathname}`);
    if (url.pathname === '/store/sync') return sync(request, await textOf(request), response);
    if (url.pathname.startsWith(`/catalog/${REGION}/`)) {
      return answerFeed(url.pathname.slice(`/catalog/${REGION}/`.length), url.searchParams, response);
    }
    if (url.pathname === '/static/broken.png') return response.writeHead(200).end('not a picture');
    if (/^\/static\/[\w-]+\.png$/.test(url.pathname) && !url.pathname.includes('missing')) {
      const picture = sharp({ create: { width: 400, height: 500, channels: 3, background: '#c86432' } });
      return response.writeHead(200, { 'content-type': 'image/png' }).end(await picture.png().toBuffer());
    }
    return json(response, 404, {});
  });
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    put(...upserts: CatalogProduct[]) {
      for (const product of upserts) catalog.set(product.id, catalogProductSchema.parse(product));
      log.push({ upserts, tombstones: [] });
    },
    drop(id: string) {
      catalog.delete(id);
      log.push({ upserts: [], tombstones: [id] });
    },
    setTaxonomy(next: Taxonomy) {
      taxonomy = next;
    },
    /** As after a restore: cursors of before mean nothing. */
    startEpoch(next: string) {
      epoch = next;
      log.length = 0;
    },
    onSync(handler: SyncHandler) {
      sync = handler;
    },
    close: () =>
      new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += String(chunk);
  return text;
}
