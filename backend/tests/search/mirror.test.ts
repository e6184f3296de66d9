import type { SearchTypes } from '@medusajs/framework/types';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MeilisearchSearchService, type SearchOptions } from '../../src/modules/search-meilisearch/service.ts';
import { openSearchDatabase, type SearchDatabase } from './database.ts';
import { FakeMeilisearch } from './fake-meilisearch/index.ts';
import { DOCUMENTS, shopIndex } from './shop-index.ts';

const [SHIRT, BLUE, BACKPACK, MUG] = DOCUMENTS as [Document, Document, Document, Document];
type Document = SearchTypes.SearchDocument;

let database: SearchDatabase;
let fake: FakeMeilisearch;
let host: string;
let index: SearchTypes.ResolvedSearchIndexDefinition;
let said: string[];
const open: MeilisearchSearchService[] = [];
let indexes = 0;

beforeAll(async () => {
  database = await openSearchDatabase();
});
afterAll(() => database?.close());

beforeEach(async () => {
  fake = new FakeMeilisearch();
  host = await fake.listen();
  said = [];
  index = shopIndex(`product_v${(indexes += 1)}`);
});

afterEach(async () => {
  for (const provider of open.splice(0)) {
    for (const { name } of await provider.listIndexes()) await provider.deleteIndex({ index: name });
    provider.close();
  }
  await database.manager.execute('delete from search_mirror_index');
  await database.manager.execute('delete from search_mirror_debt');
  fake.heal();
  await fake.close();
  expect(said.join('\n')).not.toContain(fake.masterKey);
});

const PATIENT = { searchTimeoutMs: 10_000, writeTimeoutMs: 10_000, taskTimeoutMs: 10_000, taskIntervalMs: 5 };
/** Where a test has to wait for an end of patience. */
const IMPATIENT = { searchTimeoutMs: 200, writeTimeoutMs: 200, taskTimeoutMs: 200, taskIntervalMs: 5 };

/** Its pulse only beats when a test says so. */
function start(options: Partial<SearchOptions> = {}): MeilisearchSearchService {
  const say = (text: unknown) => {
    said.push(String(text));
  };
  const logger = { info: say, warn: say, error: say };
  const never = 1_000_000;
  const provider = new MeilisearchSearchService(
    { manager: database.manager, logger },
    {
      meilisearch: { host, masterKey: fake.masterKey },
      engine: PATIENT,
      mirror: { pulseMs: never, retryMs: never, longestRetryMs: never },
      ...options,
    },
  );
  open.push(provider);
  return provider;
}

async function startUp(options: Partial<SearchOptions> = {}): Promise<MeilisearchSearchService> {
  const provider = start(options);
  await provider.pulse();
  await provider.upsertIndex({ index });
  await put(provider, DOCUMENTS);
  return provider;
}

const put = (provider: MeilisearchSearchService, documents: Document[]) =>
  provider.upsertDocuments({ index: index.physical_name, definition: index, documents });

const drop = (provider: MeilisearchSearchService, filters: object) =>
  provider.deleteDocuments({ index: index.physical_name, filters: filters as SearchTypes.SearchFilters });

const ask = (q?: string, search_options: SearchTypes.SearchOptions = {}): SearchTypes.ProviderSearchQuery => ({
  index,
  attributes_to_retrieve: ['id', 'price'],
  search_options,
  ...(q !== undefined && { q }),
});

const engineOf = ({ provider_metadata }: SearchTypes.SearchResult) => provider_metadata?.['engine'];
const idsOf = ({ hits }: SearchTypes.SearchResult) => hits.map(({ id }) => id).sort();

/** What both hold, compared document by document. */
async function expectTheSame(provider: MeilisearchSearchService): Promise<void> {
  const rows = await database.manager.execute(
    `select document from "search_pg_${index.physical_name}" order by id collate "C"`,
  );
  const held = fake.documentsOf(index.physical_name).map((document) => document['_source'] as Document);
  held.sort((a, b) => (a.id < b.id ? -1 : 1));
  expect(held).toEqual(rows.map(({ document }) => document));
  expect(provider.status()).toEqual({ meilisearch: 'up', indexesInStep: [index.physical_name] });
  const result = await provider.search(ask());
  expect(engineOf(result)).toBe('meilisearch');
  expect(result.metadata.count).toBe(rows.length);
}

describe('while Meilisearch is up', () => {
  it('writes to both, and Meilisearch answers', async () => {
    const provider = await startUp();
    await expectTheSame(provider);
    const found = await provider.search(ask('linen'));
    expect([engineOf(found), idsOf(found)]).toEqual(['meilisearch', [SHIRT.id, BLUE.id]]);
    await put(provider, [{ ...SHIRT, price: 1 }]);
    await drop(provider, { id: [BLUE.id] });
    await drop(provider, { on_sale: true, color: { $ne: 'red' } });
    await expectTheSame(provider);
    expect(idsOf(await provider.search(ask()))).toEqual([BACKPACK.id, SHIRT.id]);
  });

  it('gives the index its settings from the definition and the rules of the device', async () => {
    await startUp();
    expect(fake.settingsOf(index.physical_name)).toMatchObject({
      searchableAttributes: ['title', 'sku', 'description'],
      filterableAttributes: expect.arrayContaining(['_key', 'id', 'color', 'price', 'variants.size']),
      sortableAttributes: ['_key', 'title', 'price', 'made_at'],
      typoTolerance: { enabled: true, minWordSizeForTypos: { oneTypo: 4, twoTypos: 8 }, disableOnNumbers: true },
      synonyms: { mug: ['cup', 'tasse', 'becher'] },
      stopWords: expect.arrayContaining(['the', 'und']),
    });
  });

  it('asks once for several searches', async () => {
    const provider = await startUp();
    fake.requests.length = 0;
    const results = await provider.searchMany([
      ask('linen', { facets: ['color'], distinct: 'family', count: 'exact' }),
      ask('backpack'),
      ask(),
    ]);
    expect(results.map(engineOf)).toEqual(['meilisearch', 'meilisearch', 'meilisearch']);
    expect(fake.requests).toEqual(['POST /multi-search']);
  });

  it('lets Postgres answer what Meilisearch has no words for, and refuse what neither has', async () => {
    const provider = await startUp();
    const [any, plain] = await provider.searchMany([ask('linen canvas', { match_strategy: 'any' }), ask('linen')]);
    expect([engineOf(any!), idsOf(any!)]).toEqual(['postgres', [BACKPACK.id, SHIRT.id, BLUE.id].sort()]);
    expect(engineOf(plain!)).toBe('meilisearch');
    await expect(provider.search({ ...ask(), pagination: { cursor: 'x' } })).rejects.toThrow(/cursor pagination/);
    await expect(provider.search({ ...ask(), pagination: { order: { nothing: 'ASC' } } })).rejects.toThrow(/nothing/);
  });

  it('never shows an index that is being made again as empty', async () => {
    const provider = await startUp();
    let isDone = false;
    const rebuilt = (async () => {
      for (let time = 0; time < 5; time += 1) {
        await database.manager.execute('insert into search_mirror_debt (index_name, settled_at) values (?, now())', [
          index.physical_name,
        ]);
        await provider.pulse();
      }
      isDone = true;
    })();
    let searches = 0;
    while (!isDone) {
      const result = await provider.search(ask());
      expect([engineOf(result), result.hits.length]).toEqual(['meilisearch', DOCUMENTS.length]);
      searches += 1;
    }
    await rebuilt;
    expect(searches).toBeGreaterThan(5);
    expect(fake.indexNames()).toEqual([index.physical_name]);
  });

  it('copies what was written while an index was being copied', async () => {
    const provider = await startUp();
    await database.manager.execute('insert into search_mirror_debt (index_name, settled_at) values (?, now())', [
      index.physical_name,
    ]);
    const copied = provider.pulse();
    for (let price = 1; price <= 20; price += 1) await put(provider, [{ ...SHIRT, price }]);
    await copied;
    await provider.pulse();
    await expectTheSame(provider);
  });

  it('removes an index from both', async () => {
    const provider = await startUp();
    await provider.deleteIndex({ index: index.physical_name });
    expect(fake.indexNames()).toEqual([]);
    expect(await provider.listIndexes()).toEqual([]);
  });

  it('empties an index in both', async () => {
    const provider = await startUp();
    await provider.clearIndex({ index: index.physical_name });
    await expectTheSame(provider);
    expect(await provider.listIndexes()).toMatchObject([{ document_count: 0, provider: 'search-meilisearch' }]);
  });
});

describe('when Meilisearch is away', () => {
  it('starts without it, lets Postgres answer and say so, and goes over by itself', async () => {
    fake.fault = 'down';
    const provider = start();
    await provider.pulse();
    expect(said).toEqual([expect.stringMatching(/Meilisearch does not answer.*Postgres answers/)]);
    await provider.upsertIndex({ index });
    await put(provider, DOCUMENTS);
    const before = await provider.search(ask('linen', { highlight: true }));
    expect([engineOf(before), idsOf(before)]).toEqual(['postgres', [SHIRT.id, BLUE.id]]);
    expect(provider.status().meilisearch).toBe('down');
    fake.heal();
    await provider.pulse();
    await expectTheSame(provider);
    expect(said.at(-1)).toMatch(/Meilisearch answers/);
  });

  it.each(['down', 'slow', 'broken'] as const)(
    'answers every search while it is %s, and stops asking it',
    async (fault) => {
      const provider = await startUp({ engine: IMPATIENT });
      fake.fault = fault;
      for (let time = 0; time < 3; time += 1) {
        const result = await provider.search(ask('linen'));
        expect([engineOf(result), idsOf(result)]).toEqual(['postgres', [SHIRT.id, BLUE.id]]);
      }
      expect(provider.status()).toEqual({ meilisearch: 'down', indexesInStep: [] });
      fake.heal();
      fake.requests.length = 0;
      expect(engineOf(await provider.search(ask('linen')))).toBe('postgres');
      expect(fake.requests).toEqual([]);
      await provider.pulse();
      await expectTheSame(provider);
    },
  );

  it('loses nothing that is written meanwhile', async () => {
    const provider = await startUp();
    fake.fault = 'down';
    await put(provider, [{ ...SHIRT, price: 1 }]);
    expect(engineOf(await provider.search(ask()))).toBe('postgres');
    await put(provider, [
      { ...SHIRT, price: 2 },
      { ...BACKPACK, id: 'prod_new' },
    ]);
    await drop(provider, { id: BLUE.id });
    await drop(provider, { color: MUG['color'] });
    await provider.pulse();
    fake.heal();
    await provider.pulse();
    await expectTheSame(provider);
    expect(idsOf(await provider.search(ask()))).toEqual([BACKPACK.id, 'prod_new', SHIRT.id]);
  });

  it('copies an index whole where very much was written', async () => {
    const provider = await startUp();
    fake.fault = 'down';
    const many = Array.from({ length: 1_200 }, (_, at) => ({ ...SHIRT, id: `prod_${at}` }));
    await put(provider, many);
    fake.heal();
    await provider.pulse();
    await expectTheSame(provider);
  });

  it('does not ask an index that tasks do not finish in, until they do', async () => {
    const provider = await startUp({ engine: IMPATIENT });
    fake.fault = 'stuck';
    await put(provider, [{ ...SHIRT, price: 3 }]);
    const result = await provider.search(ask());
    expect(engineOf(result)).toBe('postgres');
    expect(result.hits.find(({ id }) => id === SHIRT.id)?.document).toMatchObject({ price: 3 });
    fake.heal();
    await provider.pulse();
    await expectTheSame(provider);
  });

  it('names the code of a task that failed, and tries again ever more rarely', async () => {
    const provider = await startUp();
    fake.failTasks = { type: 'documentAdditionOrUpdate', code: 'invalid_document_fields' };
    await put(provider, [{ ...SHIRT, price: 4 }]);
    await provider.pulse();
    const complaints = () => said.filter((text) => text.includes('(invalid_document_fields)')).length;
    expect(complaints()).toBe(2);
    for (let time = 0; time < 8; time += 1) await provider.pulse();
    expect(complaints()).toBe(4);
    expect(engineOf(await provider.search(ask()))).toBe('postgres');
    fake.failTasks = null;
    for (let time = 0; time < 8; time += 1) await provider.pulse();
    await expectTheSame(provider);
  });

  it('fills a server that came back empty before it asks it', async () => {
    const provider = await startUp();
    fake.forgetEverything();
    const result = await provider.search(ask('linen'));
    expect([engineOf(result), idsOf(result)]).toEqual(['postgres', [SHIRT.id, BLUE.id]]);
    await provider.pulse();
    await expectTheSame(provider);
  });

  it('notices an emptied server although a write came first', async () => {
    const provider = await startUp();
    fake.forgetEverything();
    await put(provider, [{ ...SHIRT, price: 5 }]);
    await provider.pulse();
    await expectTheSame(provider);
    expect(fake.settingsOf(index.physical_name)?.searchableAttributes).toEqual(['title', 'sku', 'description']);
  });

  it('removes an index there that was removed here meanwhile', async () => {
    const provider = await startUp();
    fake.fault = 'down';
    await provider.deleteIndex({ index: index.physical_name });
    fake.heal();
    expect(fake.indexNames()).toEqual([index.physical_name]);
    await provider.pulse();
    expect(fake.indexNames()).toEqual([]);
  });

  it('finishes what another process noted and did not live to copy', async () => {
    const first = await startUp();
    const name = index.physical_name;
    const manager = database.manager;
    await manager.execute(
      `insert into search_mirror_debt (index_name, document_id, created_at) values (?, ?, now() - interval '1 hour')`,
      [name, SHIRT.id],
    );
    const json = JSON.stringify({ ...SHIRT, price: 6 });
    await manager.execute(`update "search_pg_${name}" set document = ?::jsonb where id = ?`, [json, SHIRT.id]);
    await first.pulse();
    await expectTheSame(first);
    expect(fake.documentsOf(name).find(({ _key }) => _key === SHIRT.id)).toMatchObject({ price: 6 });
  });

  it('ends the same whatever happens in between', async () => {
    const provider = await startUp({ engine: IMPATIENT });
    let seed = 20_261_128;
    const pick = (below: number) => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % below;
    const faults = ['none', 'none', 'none', 'down', 'broken', 'stuck'] as const;
    for (let step = 0; step < 60; step += 1) {
      fake.heal();
      fake.fault = faults[pick(faults.length)]!;
      if (pick(12) === 0) fake.forgetEverything();
      const id = `prod_${pick(8)}`;
      if (pick(3) === 0) await drop(provider, pick(2) === 0 ? { id } : { price: { $gte: pick(100) } });
      else await put(provider, [{ ...SHIRT, id, price: pick(100) }]);
      if (pick(4) === 0) await provider.pulse();
      const result = await provider.search(ask());
      const [row] = await database.manager.execute(
        `select count(*)::int as count from "search_pg_${index.physical_name}"`,
      );
      if (engineOf(result) === 'postgres') expect(result.metadata.count).toBe(row?.['count']);
    }
    fake.heal();
    await provider.pulse();
    await provider.pulse();
    await expectTheSame(provider);
  });
});

describe('switching', () => {
  it('on copies what Postgres holds; off needs nothing', async () => {
    const off = start({ meilisearch: null });
    await off.upsertIndex({ index });
    await put(off, DOCUMENTS);
    expect(engineOf(await off.search(ask('linen')))).toBe('postgres');
    expect(off.status().meilisearch).toBe('off');
    const on = start();
    await on.pulse();
    await expectTheSame(on);
    // That process ends, and what it was at with it: an index that one process copies is not another's.
    on.close();
    await on.pulse();
    const offAgain = start({ meilisearch: null });
    await put(offAgain, [{ ...SHIRT, price: 7 }]);
    expect(idsOf(await offAgain.search(ask('linen')))).toEqual([SHIRT.id, BLUE.id]);
    const onAgain = start();
    await onAgain.pulse();
    await expectTheSame(onAgain);
  });

  it('sees what a process that has it switched off writes beside it', async () => {
    const on = await startUp();
    const off = start({ meilisearch: null });
    for (const price of [10, 11]) {
      await put(off, [{ ...SHIRT, price }]);
      await on.pulse();
      await expectTheSame(on);
    }
  });

  it('keeps two processes in step', async () => {
    const one = await startUp();
    const two = start();
    await two.pulse();
    await Promise.all([put(one, [{ ...SHIRT, price: 8 }]), put(two, [{ ...BLUE, price: 9 }])]);
    await one.pulse();
    await two.pulse();
    await expectTheSame(one);
    await expectTheSame(two);
  });

  it('stops the start for a server that is too old, naming both versions', async () => {
    fake.version = '1.14.9';
    const check = MeilisearchSearchService.validateOptions({ meilisearch: { host, masterKey: fake.masterKey } });
    await expect(check).rejects.toThrow(/found 1\.14\.9, needed 1\.15\.0 or newer/);
  });

  it('stops the start for a wrong key, without showing it', async () => {
    const check = MeilisearchSearchService.validateOptions({ meilisearch: { host, masterKey: 'not the key of this' } });
    await expect(check).rejects.toThrow(/does not accept MEILISEARCH_MASTER_KEY/);
    await expect(check).rejects.not.toThrow(/not the key of this/);
  });

  it('does not stop the start for a server that is away', async () => {
    fake.fault = 'down';
    await MeilisearchSearchService.validateOptions({ meilisearch: { host, masterKey: fake.masterKey } });
    await MeilisearchSearchService.validateOptions({ meilisearch: null });
  });
});
