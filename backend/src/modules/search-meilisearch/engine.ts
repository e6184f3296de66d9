import type { SearchTypes } from '@medusajs/framework/types';
import { Meilisearch, type EnqueuedTaskPromise, type MultiSearchResult } from 'meilisearch';
import { keyOf, toEngineDocument, type EngineHit } from './documents';
import { EngineError, toEngineError } from './errors';
import { KEY, planOf, type Plan, type StoredDefinition } from './plan';
import { translate } from './query';
import { settingsOf, type LanguageRules } from './settings';
import { assertVersion } from './version';

export type Connection = { host: string; masterKey: string };

export type EngineOptions = {
  /** What a shopper waits for an answer, at most. */
  searchTimeoutMs?: number;
  /** What a request that changes something may take, and what its task may take after it. */
  writeTimeoutMs?: number;
  taskTimeoutMs?: number;
  taskIntervalMs?: number;
};

/** Bytes of one request; Meilisearch takes 100 MB, and one big request holds up all others. */
const MAX_BODY = 8_000_000;

/** Meilisearch, asked in Medusa's words. Knows nothing of what to do when it does not answer: it throws `EngineError`. */
export class MeilisearchEngine {
  readonly #reader: Meilisearch;
  readonly #writer: Meilisearch;
  readonly #rules: () => LanguageRules;
  readonly #plans = new WeakMap<object, Plan>();

  constructor({ host, masterKey }: Connection, rules: () => LanguageRules, options: EngineOptions = {}) {
    const { searchTimeoutMs = 2_000, writeTimeoutMs = 20_000, taskTimeoutMs = 60_000, taskIntervalMs = 25 } = options;
    this.#rules = rules;
    this.#reader = new Meilisearch({ host, apiKey: masterKey, timeout: searchTimeoutMs });
    this.#writer = new Meilisearch({
      host,
      apiKey: masterKey,
      timeout: writeTimeoutMs,
      defaultWaitOptions: { timeout: taskTimeoutMs, interval: taskIntervalMs },
    });
  }

  /** Reachable, new enough, and our key opens it. */
  async assertUsable(): Promise<void> {
    const { pkgVersion } = await asked(this.#reader.getVersion());
    assertVersion(pkgVersion);
  }

  /** What this index would be refused for, before anything of it is made. */
  assertHolds(definition: StoredDefinition): void {
    planOf(definition);
  }

  /** Throws what `search` would before it asks. */
  assertAnswers(input: SearchTypes.ProviderSearchQuery): void {
    translate(input, this.#planOf(input.index));
  }

  /** Index name → how many documents it holds. */
  async documentCounts(): Promise<Map<string, number>> {
    const { indexes } = await asked(this.#reader.getStats());
    return new Map(Object.entries(indexes).map(([name, { numberOfDocuments }]) => [name, numberOfDocuments]));
  }

  async applySettings(definition: StoredDefinition, uid = definition.physical_name): Promise<void> {
    const settings = settingsOf(definition, this.#planOf(definition), this.#rules());
    await settled(this.#writer.index(uid).updateSettings(settings));
  }

  async put(
    definition: StoredDefinition,
    documents: readonly SearchTypes.SearchDocument[],
    uid?: string,
  ): Promise<void> {
    const plan = this.#planOf(definition);
    const index = this.#writer.index(uid ?? definition.physical_name);
    const rows = documents.map((document) => toEngineDocument(document, plan));
    for (const batch of batchesOf(rows)) await settled(index.addDocuments(batch, { primaryKey: KEY }));
  }

  async remove({ physical_name: uid }: StoredDefinition, ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await settled(this.#writer.index(uid).deleteDocuments(ids.map(keyOf)));
  }

  async deleteIndex(uid: string): Promise<void> {
    await settled(this.#writer.deleteIndex(uid)).catch(unlessMissing);
  }

  /**
   * Fills a fresh index and puts it in the place of the one that answers, which answers until then. An attempt that was
   * broken off leaves only the fresh one behind, and the next attempt begins with its removal.
   */
  async replace(definition: StoredDefinition, batches: AsyncIterable<SearchTypes.SearchDocument[]>): Promise<void> {
    const live = definition.physical_name;
    const fresh = `${live}__next`;
    await this.deleteIndex(fresh);
    await settled(this.#writer.createIndex(fresh, { primaryKey: KEY }));
    await this.applySettings(definition, fresh);
    for await (const documents of batches) await this.put(definition, documents, fresh);
    // Both have to exist to change places.
    await settled(this.#writer.createIndex(live, { primaryKey: KEY })).catch(unlessThere);
    await settled(this.#writer.swapIndexes([{ indexes: [live, fresh], rename: false }]));
    await this.deleteIndex(fresh);
  }

  /** Any number of searches in one round trip. */
  async search(inputs: readonly SearchTypes.ProviderSearchQuery[]): Promise<SearchTypes.SearchResult[]> {
    const translations = inputs.map((input) => translate(input, this.#planOf(input.index)));
    const queries = translations.flatMap((each) => each.queries);
    if (queries.length === 0) return [];
    const { results } = await asked(this.#reader.multiSearch<{ queries: typeof queries }, EngineHit>({ queries }));
    if (results?.length !== queries.length) throw new EngineError('broken', 'Meilisearch answers another search');
    let at = 0;
    return translations.map(({ queries: own, read }) => {
      const from = at;
      at += own.length;
      return read(results.slice(from, at) as Array<MultiSearchResult<EngineHit>>);
    });
  }

  #planOf(definition: StoredDefinition): Plan {
    const known = this.#plans.get(definition.fields);
    if (known && known.primaryKey === definition.primary_key) return known;
    const plan = planOf(definition);
    this.#plans.set(definition.fields, plan);
    return plan;
  }
}

function* batchesOf<T>(rows: readonly T[]): Generator<T[]> {
  let batch: T[] = [];
  let bytes = 0;
  for (const row of rows) {
    const size = Buffer.byteLength(JSON.stringify(row));
    if (batch.length > 0 && bytes + size > MAX_BODY) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(row);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}

async function asked<T>(answer: Promise<T>): Promise<T> {
  return answer.catch((error: unknown) => {
    throw toEngineError(error);
  });
}

/** Meilisearch only takes a note of a change; it has happened when its task says so. */
async function settled(enqueued: EnqueuedTaskPromise): Promise<void> {
  const { status, error, uid, type } = await asked(enqueued.waitTask());
  if (status === 'succeeded') return;
  const code = error?.code ?? status;
  const kind =
    error?.type === 'internal' || error?.type === 'system'
      ? 'broken'
      : code === 'index_not_found'
        ? 'missing'
        : 'refused';
  throw new EngineError(
    kind,
    `Meilisearch could not finish task ${uid}, ${type} (${code}): ${error?.message ?? status}`,
    {
      cause: error,
    },
  );
}

function unlessMissing(error: unknown): void {
  if (!(error instanceof EngineError && error.code === 'missing')) throw error;
}

function unlessThere(error: unknown): void {
  const cause = error instanceof EngineError ? (error.cause as { code?: string } | undefined) : undefined;
  if (cause?.code !== 'index_already_exists') throw error;
}
