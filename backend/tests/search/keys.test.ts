import { Meilisearch } from 'meilisearch';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assertVersion, OLDEST_VERSION } from '../../src/modules/search-meilisearch/version.ts';
import { openSearchKeys } from '../../src/search/search-keys.ts';
import { FakeMeilisearch } from './fake-meilisearch/index.ts';
import { targets, type Target } from './target.ts';

const refusal = { cause: { code: 'invalid_api_key' }, response: { status: 403 } };

describe.each(targets())('a key for searching, against $name', ({ open }) => {
  let target: Target;
  let admin: Meilisearch;
  let products: string;
  let customers: string;

  beforeAll(async () => {
    target = await open();
    admin = new Meilisearch({ host: target.connection.host, apiKey: target.connection.masterKey });
    products = `product_${target.prefix}`;
    customers = `customer_${target.prefix}`;
    for (const name of [products, customers]) await admin.createIndex(name).waitTask();
  });
  afterAll(async () => {
    for (const name of [products, customers]) await admin.deleteIndex(name).waitTask();
    await target.close();
  });

  it('searches products, and does nothing else', async () => {
    const { key, uid } = await openSearchKeys(target.connection).create();
    expect(key).not.toBe(target.connection.masterKey);
    const shopper = new Meilisearch({ host: target.connection.host, apiKey: key });
    try {
      expect((await shopper.multiSearch({ queries: [{ indexUid: products, q: '' }] })).results).toHaveLength(1);
      await expect(shopper.multiSearch({ queries: [{ indexUid: customers, q: '' }] })).rejects.toMatchObject(refusal);
      await expect(shopper.index(products).addDocuments([{ id: 1 }])).rejects.toMatchObject(refusal);
      await expect(shopper.index(products).updateSettings({ stopWords: [] })).rejects.toMatchObject(refusal);
      await expect(shopper.getKeys()).rejects.toMatchObject(refusal);
      await expect(shopper.getVersion()).rejects.toMatchObject(refusal);
    } finally {
      await admin.deleteKey(uid);
    }
  });

  it('is not made with another key, and no key is in what is said then', async () => {
    const connection = { ...target.connection, masterKey: 'another key than that' };
    const problem = await openSearchKeys(connection).create().catch(String);
    expect(problem).toMatch(/invalid_api_key/);
    expect(problem).not.toContain('another key than that');
  });
});

/** Against the fake alone: on a server that is in use it would end the keys of that shop. */
it('a key is replaced without a moment in which none is valid', async () => {
  const fake = new FakeMeilisearch();
  const host = await fake.listen();
  try {
    await new Meilisearch({ host, apiKey: fake.masterKey }).createIndex('product_v1').waitTask();
    const keys = openSearchKeys({ host, masterKey: fake.masterKey });
    const search = ({ key }: { key: string }) =>
      new Meilisearch({ host, apiKey: key }).multiSearch({ queries: [{ indexUid: 'product_v1', q: '' }] });
    const before = await keys.create();
    const after = await keys.create();
    await search(before);
    await search(after);
    expect(await keys.retireOlder()).toBe(1);
    await search(after);
    await expect(search(before)).rejects.toMatchObject(refusal);
    expect(await keys.retireOlder()).toBe(0);
  } finally {
    await fake.close();
  }
});

it.each([
  ['1.15.0', true],
  ['1.20.3', true],
  ['2.0.0', true],
  ['1.14.9', false],
  ['0.30.0', false],
  ['1.15.0-rc.1', true],
  ['what', false],
])('version %s: %s', (version, isEnough) => {
  const check = () => assertVersion(version);
  if (isEnough) check();
  else expect(check).toThrow(`found ${version}, needed ${OLDEST_VERSION}`);
});

it('docker compose brings a Meilisearch that is new enough', () => {
  const compose = readFileSync(new URL('../../../docker-compose.yml', import.meta.url), 'utf8');
  const [, version] = /image: getmeili\/meilisearch:v(\S+)/.exec(compose)!;
  assertVersion(version!);
});
