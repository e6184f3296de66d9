import type { Knex } from '@medusajs/framework/mikro-orm/knex';
import { ContainerRegistrationKeys } from '@medusajs/framework/utils';
import { toCounted } from 'sync/protocol';
import { addOpen, addSearch, NOT_KEPT } from './count';
import { Occasions } from './occasions';
import { readInsight, readPopular } from './read';
import type { CountedReport, Insight, Scope } from './types';

type Dependencies = { [ContainerRegistrationKeys.PG_CONNECTION]: Knex };

const KEPT_DAYS = 180;

/** What shoppers look for, as counts that belong to nobody. */
export class SearchInsightService {
  readonly #db: Knex;
  readonly #occasions = new Occasions();

  constructor({ [ContainerRegistrationKeys.PG_CONNECTION]: db }: Dependencies) {
    this.#db = db;
  }

  async count({ catalog, text, results, opened, address }: CountedReport): Promise<void> {
    const day = new Date().toISOString().slice(0, 10);
    const search = toCounted(text) ?? NOT_KEPT;
    const row = { catalog, day, ...search };
    if (opened !== null) return addOpen(this.#db, { ...row, productId: opened });
    const isNewOccasion = search !== NOT_KEPT && this.#occasions.isNew(address, `${catalog} ${search.words}`, day);
    await addSearch(this.#db, { ...row, results, isNewOccasion });
  }

  read(scope: Scope): Promise<Insight> {
    return readInsight(this.#db, scope);
  }

  /** Searches that others have made lately, and that found something. */
  popular(catalog: string, limit: number): Promise<string[]> {
    return readPopular(this.#db, catalog, limit);
  }

  /** Keys of those that were searched. */
  async catalogs(): Promise<string[]> {
    const { rows } = await this.#db.raw<{ rows: { catalog: string }[] }>(
      'select distinct catalog from search_text order by catalog',
    );
    return rows.map(({ catalog }) => catalog);
  }

  /** How many rows were too old. */
  async forget(): Promise<number> {
    const { rows } = await this.#db.raw<{ rows: [{ count: number }] }>(
      `with texts as (delete from search_text where day <= (now() at time zone 'utc')::date - ?::integer returning 1),
            opens as (delete from search_open where day <= (now() at time zone 'utc')::date - ?::integer returning 1)
       select ((select count(*) from texts) + (select count(*) from opens))::integer as count`,
      [KEPT_DAYS, KEPT_DAYS],
    );
    return rows[0].count;
  }
}
