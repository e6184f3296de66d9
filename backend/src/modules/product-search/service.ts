import type { Knex } from '@medusajs/framework/mikro-orm/knex';
import { ContainerRegistrationKeys } from '@medusajs/framework/utils';
import { swapsOf } from 'sync/search/rules';
import { activeTable, findDocuments, prepareTable, type Question } from './documents';
import { knownWords, Lexicons, noteWords, wordsStartingWith, wordTable, type Looked, type Slips } from './vocabulary';

type Dependencies = { [ContainerRegistrationKeys.PG_CONNECTION]: Knex };

/** How far the index has followed a catalog: `madeWith` says by which rules, names and version of the index. */
export type Followed = { cursor: string; madeWith: string };

/** What is kept beside Medusa's index: the words of each catalog, and how far the index is. */
export class ProductSearchService {
  readonly #knex: Knex;
  readonly #lexicons: Lexicons;

  constructor({ [ContainerRegistrationKeys.PG_CONNECTION]: knex }: Dependencies) {
    this.#knex = knex;
    this.#lexicons = new Lexicons(wordTable(knex));
  }

  /**
   * One at a time, among all processes. Null when another is at it. The lock is held by a transaction that writes nothing, so it does
   * not keep the feed's cursors from moving on, and it goes with the process that held it.
   */
  alone<Result>(run: () => Promise<Result>): Promise<Result | null> {
    return this.#knex.transaction(async (trx) => {
      const { rows } = await trx.raw<{ rows: { taken: boolean }[] }>(
        `select pg_try_advisory_xact_lock(hashtextextended('product-search:follow', 0)) as taken`,
      );
      return rows[0]?.taken ? run() : null;
    });
  }

  /** The version of Medusa's index that answers now; null before it has been made and filled for the first time. */
  async activeVersion(): Promise<number | null> {
    const { rows } = await this.#knex.raw<{ rows: { version: number | null }[] }>(
      `select active_version as version from search_index where name = 'product' and deleted_at is null`,
    );
    return rows[0]?.version ?? null;
  }

  /** The feed has what the store's default channel sells, and only that. */
  async salesChannelIds(): Promise<string[]> {
    const { rows } = await this.#knex.raw<{ rows: { id: string }[] }>(
      `select default_sales_channel_id as id from store
        where deleted_at is null and default_sales_channel_id is not null order by created_at limit 1`,
    );
    return rows.map(({ id }) => id);
  }

  async followed(): Promise<Map<string, Followed>> {
    const { rows } = await this.#knex.raw<{ rows: (Followed & { catalog: string })[] }>(
      'select catalog, cursor, made_with as "madeWith" from search_catalog',
    );
    return new Map(rows.map(({ catalog, ...followed }) => [catalog, followed]));
  }

  async isFollowed(catalog: string): Promise<boolean> {
    const { rows } = await this.#knex.raw<{ rows: unknown[] }>('select 1 from search_catalog where catalog = ?', [
      catalog,
    ]);
    return rows.length > 0;
  }

  async saveFollowed(catalog: string, { cursor, madeWith }: Followed): Promise<void> {
    await this.#knex.raw(
      `insert into search_catalog (catalog, cursor, made_with) values (?, ?, ?)
       on conflict (catalog) do update set cursor = excluded.cursor, made_with = excluded.made_with, checked_at = now()`,
      [catalog, cursor, madeWith],
    );
  }

  async forgetCatalog(catalog: string): Promise<void> {
    await this.#knex.raw('delete from search_word where catalog = ?', [catalog]);
    await this.#knex.raw('delete from search_catalog where catalog = ?', [catalog]);
  }

  noteWords(catalog: string, words: ReadonlySet<string>): Promise<void> {
    return noteWords(this.#knex, catalog, words);
  }

  async forgetWordsBut(catalog: string, words: ReadonlySet<string>): Promise<void> {
    await this.#knex.raw('delete from search_word where catalog = ? and word <> all(?::text[])', [catalog, [...words]]);
  }

  knownWords(catalog: string, words: readonly string[]): Promise<Set<string>> {
    return knownWords(this.#knex, catalog, words);
  }

  wordsStartingWith(catalog: string, start: string, limit: number): Promise<string[]> {
    return wordsStartingWith(this.#knex, catalog, start, limit);
  }

  /** For each word that is looked for, those of the catalog that are nearly it: of numbers, those with two neighbours swapped. */
  async wordsAlike(catalog: string, looked: readonly Looked[]): Promise<Map<string, Slips>> {
    const swaps = new Map(looked.flatMap(({ word, mistakes }) => (mistakes === 0 ? [[word, swapsOf(word)]] : [])));
    const [similar, known] = await Promise.all([
      this.#lexicons.similarWords(catalog, looked),
      knownWords(this.#knex, catalog, [...swaps.values()].flat()),
    ]);
    for (const [word, others] of swaps)
      similar.set(word, new Map(others.filter((other) => known.has(other)).map((other) => [other, 1])));
    return similar;
  }

  /** Ids of products that answer, the best first. */
  async find(catalog: string, question: Question, limit: number): Promise<string[]> {
    return findDocuments(this.#knex, await this.#activeTable(), { catalog, question, limit });
  }

  /** What our own statement needs of the active index besides what Medusa makes. */
  async prepareIndex(): Promise<void> {
    await prepareTable(this.#knex, await this.#activeTable());
  }

  async #activeTable(): Promise<string> {
    const table = await activeTable(this.#knex);
    if (table === null) throw new Error('The search index has not been made: npx medusa db:migrate makes it');
    return table;
  }
}
