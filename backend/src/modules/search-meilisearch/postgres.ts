import postgresProvider from '@medusajs/medusa/search-postgres';
import type { Logger, SearchTypes } from '@medusajs/framework/types';
import type { Sql } from './debts';
import { planOf, type StoredDefinition } from './plan';

export type PostgresOptions = { language?: string };
export type Postgres = Required<Omit<SearchTypes.ISearchProvider, 'waitForTask'>>;

/** Medusa's own provider. The package exports its class only inside what it registers. */
export function openPostgres(
  dependencies: { manager: Sql; logger: Pick<Logger, 'warn'> },
  options: PostgresOptions,
): Postgres {
  const [Provider] = postgresProvider.services;
  if (!Provider) throw new Error('@medusajs/medusa/search-postgres has no service');
  return new Provider(dependencies, options) as Postgres;
}

const PAGE = 200;

/** The documents with these ids, as they are now. Those that are not there are left out. */
export async function documentsWith(
  postgres: Postgres,
  definition: StoredDefinition,
  ids: readonly string[],
): Promise<SearchTypes.SearchDocument[]> {
  return read(postgres, definition, { [definition.primary_key]: { $in: [...ids] } }, { take: ids.length });
}

/** All documents, page by page. */
export async function* allDocuments(
  postgres: Postgres,
  definition: StoredDefinition,
): AsyncGenerator<SearchTypes.SearchDocument[]> {
  const key = definition.primary_key;
  let filters: SearchTypes.SearchFilters | undefined;
  for (;;) {
    const page = await read(postgres, definition, filters, { take: PAGE, order: { [key]: 'ASC' } });
    if (page.length > 0) yield page;
    const last = page.at(-1);
    if (page.length < PAGE || !last) return;
    filters = { [key]: { $gt: String(last[key]) } };
  }
}

/** The ids of what the filters select. */
export async function idsOf(
  postgres: Postgres,
  definition: StoredDefinition,
  filters: SearchTypes.SearchFilters,
): Promise<string[]> {
  const found = await search(postgres, definition, filters, { take: PAGE });
  return found.hits.map(({ id }) => id);
}

async function read(
  postgres: Postgres,
  definition: StoredDefinition,
  filters: SearchTypes.SearchFilters | undefined,
  pagination: SearchTypes.SearchPagination,
): Promise<SearchTypes.SearchDocument[]> {
  const { hits } = await search(postgres, definition, filters, pagination);
  return hits.map(({ document }) => document as SearchTypes.SearchDocument);
}

function search(
  postgres: Postgres,
  definition: StoredDefinition,
  filters: SearchTypes.SearchFilters | undefined,
  pagination: SearchTypes.SearchPagination,
): Promise<SearchTypes.SearchResult> {
  return postgres.search({
    // Without its settings: an index that shows only one of several doubles still holds them all.
    index: asResolved({ ...definition, settings: {} }),
    attributes_to_retrieve: [...planOf(definition).leaves.keys()],
    ...(filters && { filters }),
    pagination: { skip: 0, ...pagination },
    search_options: { count: 'none' },
  });
}

/** A definition that came out of the database has no code in it; a search needs none. */
export const asResolved = (definition: StoredDefinition): SearchTypes.ResolvedSearchIndexDefinition => ({
  ...definition,
  entity: definition.name,
  provider: 'search-postgres',
  definition_hash: '',
  async *seed() {
    // Nothing is seeded from here.
  },
});
