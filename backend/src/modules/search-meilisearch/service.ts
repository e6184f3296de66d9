import type { SearchTypes } from '@medusajs/framework/types';
import { AbstractSearchProviderService, MedusaError } from '@medusajs/framework/utils';
import { observeSearch, showSearchEngine } from '../../metrics/search-engine';
import { languageRules } from '../../search/language-rules';
import { Debts, type Sql } from './debts';
import { MeilisearchEngine, type Connection, type EngineOptions } from './engine';
import { EngineError } from './errors';
import { Mirror, type Log, type MirrorOptions } from './mirror';
import { idsOf, openPostgres, type Postgres, type PostgresOptions } from './postgres';

export type SearchOptions = {
  /** Null: Postgres alone. Switching it on or off needs no migration, because Postgres holds everything either way. */
  meilisearch: Connection | null;
  postgres?: PostgresOptions;
  engine?: EngineOptions;
  mirror?: MirrorOptions;
};

export type AnsweringEngine = 'postgres' | 'meilisearch';

/**
 * Writes to Postgres, which can always answer, and keeps Meilisearch in step with it. Meilisearch answers what it can
 * answer rightly; everything else, and everything while it is down or behind, Postgres does. Each result says who did, in
 * `provider_metadata.engine`.
 */
export class MeilisearchSearchService extends AbstractSearchProviderService {
  static override identifier = 'search-meilisearch';

  readonly #postgres: Postgres;
  readonly #debts: Debts;
  readonly #mirror: Mirror | null;

  /** Stops the start where Meilisearch will never be usable as it is configured; one that is only away is no reason to. */
  static async validateOptions({ meilisearch }: SearchOptions): Promise<void> {
    if (!meilisearch) return;
    try {
      await new MeilisearchEngine(meilisearch, languageRules, { searchTimeoutMs: 3_000 }).assertUsable();
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      if (error.code === 'locked') {
        throw new MedusaError(
          MedusaError.Types.INVALID_ARGUMENT,
          `Meilisearch at ${meilisearch.host} does not accept MEILISEARCH_MASTER_KEY: it has to be the one it was started with`,
        );
      }
    }
  }

  constructor({ manager, logger }: { manager: Sql; logger: Log }, options: SearchOptions) {
    super();
    this.#postgres = openPostgres({ manager, logger }, options.postgres ?? {});
    this.#debts = new Debts(manager);
    this.#mirror =
      options.meilisearch &&
      new Mirror(
        {
          engine: new MeilisearchEngine(options.meilisearch, languageRules, options.engine),
          postgres: this.#postgres,
          debts: this.#debts,
          logger,
        },
        options.mirror,
      );
    showSearchEngine(() => this.status());
    this.#mirror?.start();
  }

  status(): { meilisearch: 'off' | 'starting' | 'up' | 'down'; indexesInStep: string[] } {
    return { meilisearch: this.#mirror?.state ?? 'off', indexesInStep: this.#mirror?.indexesInStep ?? [] };
  }

  /** Ends the background work. */
  close(): void {
    this.#mirror?.close();
  }

  /** Looks for what is owed now instead of after a while. */
  async pulse(): Promise<void> {
    await this.#mirror?.pulse();
  }

  override async upsertIndex({
    index,
  }: {
    index: SearchTypes.ResolvedSearchIndexDefinition;
  }): Promise<SearchTypes.SearchTask> {
    this.#mirror?.engine.assertHolds(index);
    return this.#change(index.physical_name, [null], async () => {
      const task = await this.#postgres.upsertIndex({ index });
      await this.#debts.keepDefinition(index);
      return task;
    });
  }

  override async deleteIndex({ index }: { index: string }): Promise<SearchTypes.SearchTask> {
    const task = await this.#postgres.deleteIndex({ index });
    await this.#debts.giveUp(index);
    await this.#mirror?.removed(index);
    return task;
  }

  override async listIndexes(): Promise<SearchTypes.SearchIndexInfo[]> {
    const indexes = await this.#postgres.listIndexes();
    return indexes.map((index) => ({ ...index, provider: this.identifier }));
  }

  override async clearIndex({ index }: { index: string }): Promise<SearchTypes.SearchTask> {
    return this.#change(index, [null], () => this.#postgres.clearIndex({ index }));
  }

  override async upsertDocuments(input: {
    index: string;
    definition: SearchTypes.ResolvedSearchIndexDefinition;
    documents: SearchTypes.SearchDocument[];
  }): Promise<SearchTypes.SearchTask> {
    const ids = input.documents.map((document) => String(document[input.definition.primary_key]));
    return this.#change(input.index, ids, () => this.#postgres.upsertDocuments(input));
  }

  /** By id, always: what a filter selects may be something else by the time Meilisearch applies it. */
  override async deleteDocuments({
    index,
    filters,
  }: SearchTypes.SearchDeleteDocumentsInput): Promise<SearchTypes.SearchTask> {
    const definition = (await this.#debts.definitions()).get(index);
    if (!definition) return this.#postgres.deleteDocuments({ index, filters });
    const named = namedBy(filters, definition.primary_key);
    if (named) return this.#change(index, named, () => this.#postgres.deleteDocuments({ index, filters }));
    for (;;) {
      const ids = await idsOf(this.#postgres, definition, filters);
      if (ids.length === 0) return { index, status: 'succeeded' };
      const byId = { [definition.primary_key]: ids } as SearchTypes.SearchFilters;
      await this.#change(index, ids, () => this.#postgres.deleteDocuments({ index, filters: byId }));
    }
  }

  override async search(input: SearchTypes.ProviderSearchQuery): Promise<SearchTypes.SearchResult> {
    const [result] = await this.searchMany([input]);
    if (!result) throw new Error('A search has no result');
    return result;
  }

  override async searchMany(inputs: SearchTypes.ProviderSearchQuery[]): Promise<SearchTypes.SearchResult[]> {
    const results = new Map<SearchTypes.ProviderSearchQuery, SearchTypes.SearchResult>();
    const able = inputs.filter((input) => this.#suitsMeilisearch(input));
    for (const [at, result] of (await this.#askMeilisearch(able)).entries()) {
      results.set(able[at]!, answeredBy('meilisearch', result));
    }
    const left = inputs.filter((input) => !results.has(input));
    for (const [at, result] of (
      await this.#postgres.searchMany(left.map((each) => this.#forPostgres(each)))
    ).entries()) {
      results.set(left[at]!, answeredBy('postgres', result));
    }
    return inputs.map((input) => results.get(input)!);
  }

  /** Whether Meilisearch is in step and has words for this search. Throws what is wrong for any engine. */
  #suitsMeilisearch(input: SearchTypes.ProviderSearchQuery): boolean {
    if (!this.#mirror?.answers(input.index.physical_name)) return false;
    try {
      this.#mirror.engine.assertAnswers(input);
      return true;
    } catch (error) {
      if (error instanceof MedusaError && error.type === MedusaError.Types.NOT_ALLOWED) return false;
      throw error;
    }
  }

  /** Nothing where it failed: whoever searches is answered all the same. */
  async #askMeilisearch(inputs: SearchTypes.ProviderSearchQuery[]): Promise<SearchTypes.SearchResult[]> {
    if (!this.#mirror || inputs.length === 0) return [];
    try {
      const results = await this.#mirror.engine.search(inputs);
      this.#mirror.searched();
      return results;
    } catch (error) {
      const isRefusal = error instanceof MedusaError && error.type === MedusaError.Types.NOT_ALLOWED;
      if (!(error instanceof EngineError) && !isRefusal) throw error;
      if (error instanceof EngineError) this.#mirror.failed(inputs[0]!.index.physical_name, error);
      return [];
    }
  }

  /** Marks in a text and the language of a query are what Meilisearch adds; without it there is a result without them. */
  #forPostgres(input: SearchTypes.ProviderSearchQuery): SearchTypes.ProviderSearchQuery {
    if (!this.#mirror) return input;
    const { highlight: _highlight, locales: _locales, ...options } = input.search_options ?? {};
    return { ...input, search_options: options };
  }

  /** Notes what Meilisearch will lack, changes Postgres, and lets Meilisearch follow. */
  async #change(
    index: string,
    documentIds: ReadonlyArray<string | null>,
    change: () => Promise<SearchTypes.SearchTask>,
  ): Promise<SearchTypes.SearchTask> {
    if (!this.#mirror) return this.#changeUnseen(index, change);
    const noted = await this.#debts.note(index, documentIds);
    try {
      return await change();
    } finally {
      await this.#debts.settle(noted);
      await this.#mirror.follow(index);
    }
  }

  /** While it is switched off, here or in this process alone: the whole index is owed once it is on. */
  async #changeUnseen(index: string, change: () => Promise<SearchTypes.SearchTask>): Promise<SearchTypes.SearchTask> {
    await this.#debts.noteWhole(index);
    try {
      return await change();
    } finally {
      // Another process may have copied in between.
      await this.#debts.noteWhole(index);
    }
  }
}

function answeredBy(engine: AnsweringEngine, result: SearchTypes.SearchResult): SearchTypes.SearchResult {
  observeSearch(engine);
  return { ...result, provider_metadata: { ...result.provider_metadata, engine } };
}

/** Ids that a filter names outright, with nothing else in it; null where documents have to be looked for. */
function namedBy(filters: SearchTypes.SearchFilters, primaryKey: string): string[] | null {
  const [[name, value] = [], ...more] = Object.entries(filters);
  if (name !== primaryKey || more.length > 0) return null;
  const ids: unknown[] = Array.isArray(value) ? value : [value];
  return ids.every((id) => typeof id === 'string') ? ids : null;
}
