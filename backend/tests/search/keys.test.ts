import { Meilisearch } from 'meilisearch';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assertVersion, OLDEST_VERSION } from '../../src/modules/search-meilisearch/version.ts';
import { openSearchKeys } from '../../src/search/search-keys.ts';
import { FakeMeilisearch } from './fake-meilisearch/index.ts';

describe('a key for searching', () => {
  const fake = new FakeMeilisearch();
  let host: string;

  beforeAll(async () => {
    host = await fake.listen();
    const admin = new Meilisearch({ host, apiKey: fake.masterKey });
    for (const name of ['product_v1', 'customer']) await admin.createIndex(name).waitTask();
  });
  afterAll(() => fake.close());

  const as = (apiKey: string) => new Meilisearch({ host, apiKey });
  const refusal = { cause: { code: 'invalid_api_key' }, response: { status: 403 } };

  it('searches products, and does nothing else', async () => {
    const { key } = await openSearchKeys({ host, masterKey: fake.masterKey }).create();
    expect(key).not.toBe(fake.masterKey);
    expect((await as(key).multiSearch({ queries: [{ indexUid: 'product_v1', q: '' }] })).results).toHaveLength(1);
    await expect(as(key).multiSearch({ queries: [{ indexUid: 'customer', q: '' }] })).rejects.toMatchObject(refusal);
    await expect(
      as(key)
        .index('product_v1')
        .addDocuments([{ id: 1 }]),
    ).rejects.toMatchObject(refusal);
    await expect(as(key).index('product_v1').updateSettings({ stopWords: [] })).rejects.toMatchObject(refusal);
    await expect(as(key).getKeys()).rejects.toMatchObject(refusal);
    await expect(as(key).getVersion()).rejects.toMatchObject(refusal);
  });

  it('is replaced without a moment in which none is valid', async () => {
    const keys = openSearchKeys({ host, masterKey: fake.masterKey });
    const [before] = await keys.list();
    const after = await keys.create();
    const search = (key: string) => as(key).multiSearch({ queries: [{ indexUid: 'product_v1', q: '' }] });
    await search(before!.key);
    await search(after.key);
    expect(await keys.retireOlder()).toBe(1);
    await search(after.key);
    await expect(search(before!.key)).rejects.toMatchObject(refusal);
    expect(await keys.retireOlder()).toBe(0);
  });

  it('is not made with another key, and no key is in what is said then', async () => {
    const problem = await openSearchKeys({ host, masterKey: 'another key than that' }).create().catch(String);
    expect(problem).toMatch(/invalid_api_key/);
    expect(problem).not.toContain('another key than that');
  });
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
