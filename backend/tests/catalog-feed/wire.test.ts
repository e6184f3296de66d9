import {
  changesSchema,
  manifestSchema,
  mustRefetchSchema,
  packedShardSchema,
  productDigest,
  productsSchema,
  shardSchema,
  unpackShard,
  type Manifest,
} from 'sync/protocol';
import { request } from 'node:http';
import { Client } from 'pg';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { encodeCursor } from '../../src/modules/catalog-feed/cursor.ts';
import { openFeed, type Feed } from './open-feed.ts';
import { openReader } from './reader.ts';
import { createProduct, mugCalled } from './shop.ts';

let feed: Feed;

beforeAll(async () => {
  feed = await openFeed();
});

afterAll(() => feed?.close());

const priceOf = (handle: string) =>
  [...feed.reader.products.values()].find((product) => product.handle === handle)?.variants[0]?.price;

/**
 * The job may write what is new meanwhile, and with it the present time: what is young ages each time somebody looks. What is old
 * already is left alone, or the job's transaction, which writes the same rows, would be undone again and again.
 */
async function age(): Promise<void> {
  for (const [table, column] of [
    ['catalog_snapshot', 'created_at'],
    ['catalog_document', 'changed_at'],
  ]) {
    await feed.sql.query(
      `update ${table} set ${column} = now() - interval '20 minutes'
        where region = $1 and ${column} > now() - interval '15 minutes'`,
      [feed.shop.region],
    );
  }
}

const PATIENCE = { timeout: 60_000, interval: 100 };
const path = (rest: string) => `/catalog/${feed.shop.region}/${rest}`;

describe('manifest', () => {
  it('says what it describes, and answers 304 while nothing changed', async () => {
    const response = await fetch(feed.backend.url + path('manifest'));
    const manifest = manifestSchema.parse(await response.json());
    // The demo shop keeps its euro prices with tax.
    expect(manifest).toMatchObject({ region: 'feed-one', currency: 'eur', pricesIncludeTax: true });
    expect(manifest.products).toBe(manifest.shards.reduce((sum, shard) => sum + shard.products, 0));
    expect(response.headers.get('cache-control')).toContain('max-age=10');

    const again = await get(path('manifest'), { 'if-none-match': response.headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
  });

  it('knows no other region', async () => {
    const answer = await get('/catalog/atlantis/manifest');
    expect(answer.status).toBe(404);
    expect(answer.json()).toMatchObject({ magic: 'satchel/1', error: { code: 'unknown_region' } });
  });
});

describe('shard', () => {
  const firstShard = async () => ((await feed.reader.install()) as Manifest).shards[0]!;

  it('is brotli, immutable, as large as the manifest says and valid', async () => {
    const { hash, bytes, bucket, products } = await firstShard();
    const answer = await get(path(`shards/${hash}?format=2`), { 'accept-encoding': 'gzip, br' });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-encoding']).toBe('br');
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(answer.headers.vary).toContain('Accept-Encoding');
    expect(answer.body.length).toBe(bytes);
    const packed = packedShardSchema.parse(JSON.parse(brotliDecompressSync(answer.body).toString()));
    const shard = unpackShard(packed);
    expect(shard.bucket).toBe(bucket);
    expect(shard.products).toHaveLength(products);
    // A device of the first release asks without a format and reads plain products.
    const old = await get(path(`shards/${hash}`), { 'accept-encoding': 'identity' });
    expect(shardSchema.parse(old.json())).toEqual(shard);
    expect(old.headers.etag).not.toBe(answer.headers.etag);
  });

  it('has no third format', async () => {
    const { hash } = await firstShard();
    const answer = await get(path(`shards/${hash}?format=3`));
    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({ error: { code: 'invalid_format' } });
  });

  it('says the same to those who lack brotli', async () => {
    const { hash } = await firstShard();
    const brotli = brotliDecompressSync((await get(path(`shards/${hash}?format=2`), { 'accept-encoding': 'br' })).body);
    const gzip = await get(path(`shards/${hash}?format=2`), { 'accept-encoding': 'gzip' });
    const plain = await get(path(`shards/${hash}?format=2`), { 'accept-encoding': 'identity' });
    expect(gzip.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(gzip.body)).toEqual(brotli);
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.body).toEqual(brotli);
  });

  it('is not found under another name', async () => {
    const answer = await get(path('shards/0000000000000000000000'));
    expect(answer.status).toBe(404);
    expect(answer.json()).toMatchObject({ magic: 'satchel/1', error: { code: 'unknown_shard' } });
  });

  it('outlives the snapshot it belonged to', async () => {
    const before = await feed.reader.install();
    // A snapshot is renewed when it is some minutes behind; the clock is moved by ageing what is stored.
    await createProduct(feed.admin, mugCalled('feed-renewal', feed.shop.channelId));
    await feed.reader.until(() => [...feed.reader.products.values()].some(({ handle }) => handle === 'feed-renewal'));
    const fresh = await vi.waitFor(async () => {
      await age();
      const manifest = manifestSchema.parse(await (await fetch(feed.backend.url + path('manifest'))).json());
      expect(manifest.snapshotId).not.toBe(before.snapshotId);
      return manifest;
    }, PATIENCE);
    const current = new Set(fresh.shards.map(({ hash }) => hash));
    const retired = before.shards.filter(({ hash }) => !current.has(hash));
    expect(retired).not.toHaveLength(0);
    for (const { hash } of retired) expect((await get(path(`shards/${hash}`))).status).toBe(200);

    // A day later it is gone, with the next snapshot.
    await feed.sql.query(
      `update catalog_shard set retired_at = now() - interval '25 hours' where retired_at is not null`,
    );
    await createProduct(feed.admin, mugCalled('feed-renewal-2', feed.shop.channelId));
    await feed.reader.until(() => [...feed.reader.products.values()].some(({ handle }) => handle === 'feed-renewal-2'));
    const gone = async () => {
      await age();
      return (await get(path(`shards/${retired[0]?.hash}`))).status;
    };
    await expect.poll(gone, PATIENCE).toBe(404);
  }, 120_000);
});

describe('products', () => {
  it('are sent by id as they are now; what is not sold here is missing', async () => {
    await feed.reader.catchUp();
    const { shirt, mug } = feed.shop;
    const answer = await get(path(`products?id=${shirt.id},prod_unknown,${mug.id}`));
    const { epoch, products } = productsSchema.parse(answer.json());
    expect(epoch).toBe(manifestSchema.parse((await get(path('manifest'))).json()).epoch);
    expect(new Map(products.map((product) => [product.id, product]))).toEqual(
      new Map([shirt.id, mug.id].map((id) => [id, feed.reader.products.get(id)])),
    );
  });

  it.each([
    ['no id', 'products'],
    ['an empty id', 'products?id='],
    ['two lists', 'products?id=a&id=b'],
    ['a quote', "products?id='"],
    ['too many', `products?id=${Array.from({ length: 101 }, (_, n) => `p${n}`).join()}`],
  ])('refuse %s', async (_, rest) => {
    const answer = await get(path(rest));
    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({ magic: 'satchel/1', error: { code: 'invalid_ids' } });
  });

  it('know no other region', async () => {
    expect((await get(`/catalog/atlantis/products?id=a`)).status).toBe(404);
  });
});

describe('digest', () => {
  const ask = async () =>
    changesSchema.parse((await get(path(`changes?cursor=${feed.reader.cursor}&digest=1`))).json());

  /** The search's index follows the feed, and its writes hold the horizon back for a moment. */
  const told = () =>
    vi.waitFor(async () => {
      await feed.reader.catchUp();
      const { digest, more } = await ask();
      expect(more).toBe(false);
      expect(digest).toBeDefined();
      return digest;
    }, 15_000);

  it('is what a device that followed the changes adds up to', async () => {
    const digest = await told();
    const products = [...feed.reader.products.values()];
    expect(digest).toEqual({
      products: products.length,
      sum: products.reduce((sum, product) => sum + productDigest(product), 0),
    });
  });

  it('is not told while a document is behind the horizon: no cursor leads there', async () => {
    await feed.reader.catchUp();
    const slow = new Client({ connectionString: feed.database.url, application_name: 'tests' });
    await slow.connect();
    try {
      await slow.query('begin');
      await slow.query('select pg_current_xact_id()');
      await feed.sql.query(
        `update catalog_document set txid = pg_current_xact_id(), seq = nextval('catalog_document_seq') where product_id = $1`,
        [feed.shop.mug.id],
      );
      expect((await ask()).digest).toBeUndefined();
    } finally {
      await slow.end();
    }
    expect(await told()).toBeDefined();
  });

  it('is not told unasked', async () => {
    expect((await get(path(`changes?cursor=${feed.reader.cursor}`))).json()).not.toHaveProperty('digest');
  });
});

describe('changes', () => {
  it('refuses another digest than 1', async () => {
    const answer = await get(path(`changes?cursor=${feed.reader.cursor}&digest=0`));
    expect(answer.json()).toMatchObject({ error: { code: 'invalid_digest' } });
  });

  it.each([
    ['no cursor', 'changes', 'invalid_cursor'],
    ['a malformed cursor', 'changes?cursor=~~', 'invalid_cursor'],
    ['two cursors', 'changes?cursor=a&cursor=b', 'invalid_cursor'],
    ['a cursor that is an object', 'changes?cursor[a]=b', 'invalid_cursor'],
    ['no entry', 'changes?cursor=a&limit=0', 'invalid_limit'],
    ['too many entries', 'changes?cursor=a&limit=501', 'invalid_limit'],
    ['half an entry', 'changes?cursor=a&limit=1.5', 'invalid_limit'],
  ])('refuses %s', async (_, rest, code) => {
    const answer = await get(path(rest));
    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({ magic: 'satchel/1', error: { code } });
  });

  it('knows no other region', async () => {
    expect((await get(`/catalog/atlantis/changes?cursor=${feed.reader.cursor}`)).status).toBe(404);
  });

  it('sends the taxonomy only to those who have another', async () => {
    await feed.reader.catchUp();
    const url = (hash: string) => path(`changes?cursor=${feed.reader.cursor}&taxonomy=${hash}`);
    expect((await get(url(feed.reader.taxonomy.hash))).json()).not.toHaveProperty('taxonomy');
    expect((await get(url('other'))).json()).toHaveProperty('taxonomy.hash', feed.reader.taxonomy.hash);
  });

  it('pages, and says when there is more', async () => {
    const reader = await openReader(feed.backend.url, feed.shop.region);
    for (const letter of ['a', 'b', 'c']) {
      await createProduct(feed.admin, mugCalled(`feed-page-${letter}`, feed.shop.channelId));
    }
    await feed.reader.until(() => priceOf('feed-page-c') === 12);
    const pages = await reader.catchUp(1);
    expect(pages.length).toBeGreaterThanOrEqual(3);
    expect(pages.map(({ more }) => more)).toEqual([...pages.slice(1).map(() => true), false]);
    for (const { upserts } of pages) expect(upserts.length).toBeLessThanOrEqual(1);
    expect(reader.products).toEqual(feed.reader.products);
  });

  it('sends a reader of another epoch back to the manifest', async () => {
    const cursor = encodeCursor({ epoch: 'of-another-database', txid: 1n, seq: 1n });
    const answer = await get(path(`changes?cursor=${cursor}`));
    expect(answer.status).toBe(410);
    expect(mustRefetchSchema.safeParse(answer.json()).success).toBe(true);
  });
});

it('adds up: snapshot and changes are the documents', async () => {
  const reader = await openReader(feed.backend.url, feed.shop.region);
  await vi.waitFor(async () => {
    await reader.catchUp();
    const { rows } = await feed.sql.query<{ product_id: string; doc: unknown }>(
      'select product_id, doc from catalog_document where region = $1 and not deleted',
      [feed.shop.region],
    );
    const documents = Object.fromEntries(rows.map((row) => [row.product_id, row.doc]));
    expect(Object.fromEntries(reader.products)).toEqual(documents);
  }, 15_000);
});

type Answer = { status: number; headers: Record<string, string | string[] | undefined>; body: Buffer; json(): unknown };

/** Without the decoding that `fetch` does. */
function get(target: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = request(feed.backend.url + target, { headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const body = Buffer.concat(chunks);
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body,
          json: () => JSON.parse(body.toString()),
        });
      });
    });
    call.on('error', reject);
    call.end();
  });
}
