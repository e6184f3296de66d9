import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startFakeBackend, type FakeBackend } from '../../../../tests/support/fake-backend';
import { productNumber, productNumbers } from '../../../../tests/support/products';
import type { CardQuery } from 'sync/catalog';
import type { BackendSearch } from './backend-search';
import { createFeed } from './feed';
import { CatalogReplica } from './replica';
import { createShardStore } from './shard-store';

let backend: FakeBackend;
let directory: string;
let nowMs = 0;

beforeEach(async () => {
  nowMs = 1_000_000;
  backend = await startFakeBackend({ products: productNumbers(20) });
  directory = await mkdtemp(join(tmpdir(), 'satchel-catalog-'));
});

afterEach(async () => {
  await backend.close();
  await rm(directory, { recursive: true });
});

const file = () => join(directory, 'catalog.ndjson');

/** `step` is called by hand, so nothing here waits. */
async function open(region = 'eu', search?: BackendSearch): Promise<CatalogReplica> {
  const feed = createFeed(backend.url, region);
  const replica = new CatalogReplica({
    feed,
    shards: createShardStore(feed, join(directory, 'shards')),
    path: file(),
    ...(search && { search }),
    signal: new AbortController().signal,
    wait: () => Promise.reject(new Error('nobody runs this replica')),
    now: () => nowMs,
    random: () => 0.5,
    report: () => undefined,
  });
  await replica.load();
  return replica;
}

describe('the server replica', () => {
  test('installs the snapshot and answers from memory', async () => {
    const replica = await open();
    expect(replica.state).toBe('empty');
    await replica.step();
    expect(replica.state).toBe('ready');
    expect(replica.catalog?.product('satchel-7')).toEqual(productNumber(7));
    expect(replica.catalog?.product('unknown')).toBeUndefined();
    const page = replica.catalog?.list({ sort: 'price-desc', offset: 1, limit: 2 });
    expect(page?.total).toBe(20);
    expect(page?.cards.map((card) => card.handle)).toEqual(['satchel-19', 'satchel-18']);
  });

  test('answers what is looked for, and keeps up with changes', async () => {
    const replica = await open();
    await replica.step();
    const find = async (text: string) =>
      (await replica.catalog?.list({ text, sort: 'relevance', offset: 0, limit: 50 }))?.cards.map(({ id }) => id);
    expect(await find('satchel')).toHaveLength(20);
    expect(await find('kettle')).toEqual([]);
    backend.put(productNumber(2, { title: 'Copper kettle' }));
    backend.drop('prod_1');
    await replica.step();
    expect(await find('kettel')).toEqual(['prod_2']);
    expect(await find('satchel')).not.toContain('prod_1');
  });

  test('asks the backend what answers a text, and chooses from that as from any list', async () => {
    const asked: string[] = [];
    let ids: string[] | null = ['prod_7', 'prod_999', 'prod_3', 'prod_5'];
    const replica = await open('eu', async (text) => {
      asked.push(text);
      return ids;
    });
    await replica.step();
    const find = async (query: Partial<CardQuery>) => {
      const page = await replica.catalog?.list({ text: 'anything', sort: 'relevance', offset: 0, limit: 2, ...query });
      return { total: page?.total, ids: page?.cards.map(({ id }) => id) };
    };
    expect(await find({})).toEqual({ total: 3, ids: ['prod_7', 'prod_3'] });
    expect(await find({ offset: 2 })).toEqual({ total: 3, ids: ['prod_5'] });
    expect(await find({ offset: 40 })).toEqual({ total: 3, ids: [] });
    expect(await find({ sort: 'price-asc' })).toEqual({ total: 3, ids: ['prod_3', 'prod_5'] });
    ids = ['prod_5'];
    expect(await find({})).toEqual({ total: 1, ids: ['prod_5'] });
    ids = null;
    expect(await find({ text: 'satchel' })).toMatchObject({ total: 20 });
    expect(await find({ text: '' })).toEqual({ total: 0, ids: [] });
    expect(asked).not.toContain('');
  });

  test('follows changes, over several pages, renamed handles included', async () => {
    const replica = await open();
    await replica.step();
    replica.catalog?.list({ sort: 'newest', offset: 0, limit: 1 });
    backend.put(productNumber(21));
    backend.drop('prod_1');
    backend.put(productNumber(2, { handle: 'satchel-3' }), productNumber(3, { handle: 'satchel-2' }));
    await replica.step();
    expect(replica.catalog?.product('satchel-1')).toBeUndefined();
    expect(replica.catalog?.product('satchel-3')?.id).toBe('prod_2');
    expect(replica.catalog?.product('satchel-2')?.id).toBe('prod_3');
    expect(replica.catalog?.list({ sort: 'newest', offset: 0, limit: 1 })).toMatchObject({
      total: 20,
      cards: [{ id: 'prod_21' }],
    });
  });

  test('takes a new taxonomy', async () => {
    const replica = await open();
    await replica.step();
    backend.setTaxonomy({ hash: 'taxonomy-2', categories: [], collections: [{ handle: 'new', title: 'New' }] });
    backend.put(productNumber(1));
    await replica.step();
    expect(replica.catalog?.head.taxonomy.hash).toBe('taxonomy-2');
  });

  test('starts again from the manifest in a new epoch, and serves the old copy until then', async () => {
    const replica = await open();
    await replica.step();
    backend.startEpoch('epoch-2');
    backend.put(productNumber(99));
    await replica.step();
    expect(replica.catalog?.head.epoch).toBe('epoch-2');
    expect(replica.catalog?.product('satchel-99')).toBeDefined();
  });

  test('serves what is on disk while the backend is dead, and goes on from there', async () => {
    await (await open()).step();
    const asked = backend.requests.length;
    const restarted = await open();
    expect(restarted.catalog?.product('satchel-7')).toEqual(productNumber(7));
    expect(restarted.catalog?.list({ sort: 'title', offset: 0, limit: 50 }).total).toBe(20);
    expect(backend.requests).toHaveLength(asked);
    backend.put(productNumber(21));
    await restarted.step();
    expect(backend.requests.slice(asked)).toEqual(['GET /catalog/eu/changes']);
    await backend.close();
    await expect(restarted.step()).rejects.toMatchObject({ code: 'backend_unavailable' });
    expect(restarted.catalog?.product('satchel-21')).toBeDefined();
  });

  test.each([
    ['cut off', (text: string) => text.slice(0, -200)],
    ['a line short', (text: string) => text.slice(0, text.lastIndexOf('\n'))],
    ['of another version', (text: string) => text.replace('"version":1', '"version":0')],
    ['holding something else', (text: string) => text.replace('"title":"Satchel 7"', '"title":7')],
  ])('does not trust a file that is %s', async (_what, damage) => {
    await (await open()).step();
    await writeFile(file(), damage(await readFile(file(), 'utf8')));
    const replica = await open();
    expect(replica.state).toBe('empty');
    await replica.step();
    expect(replica.catalog?.size).toBe(20);
  });

  test('knows a region that the backend does not sell in', async () => {
    const replica = await open('us');
    await replica.step();
    expect(replica.state).toBe('absent');
  });

  test('stores changes at most every ten seconds', async () => {
    const replica = await open();
    await replica.step();
    backend.put(productNumber(21));
    await replica.step();
    expect((await open()).catalog?.size).toBe(20);
    nowMs += 10_000;
    await replica.step();
    expect((await open()).catalog?.size).toBe(21);
  });
});
