import type { Knex } from '@medusajs/framework/mikro-orm/knex';

/** Operands and a condition as `to_tsquery` reads them. */
export type Question = {
  must: string;
  /** All that answers it. */
  every: readonly string[];
  /** Of that, the words as they were typed. */
  own: readonly string[];
};

/** Products that are looked at for their order. Where more answer, it is those that PostgreSQL comes upon first. */
const MOST_RANKED = 10_000;
/** A word as it was typed counts for more than one that is similar, means the same or goes on from it. */
const OWN_WORD = 2;

/** See `documentIdOf`. */
const CATALOG = `split_part(id, '_', -1)`;

/** The table of the documents that answer now; null before Medusa has made and filled the index for the first time. */
export async function activeTable(knex: Knex): Promise<string | null> {
  const { rows } = await knex.raw<{ rows: { table: string }[] }>(
    `select p.table_name as table from search_index i
       join search_index_version v
         on v.search_index_id = i.id and v.version = i.active_version and v.deleted_at is null
       join search_postgres_index p on p.name = v.physical_name
      where i.name = 'product' and i.deleted_at is null`,
  );
  return rows[0]?.table ?? null;
}

/**
 * So that the documents of one catalog are found without a look at those of the others, and that changes go into the index of words at
 * once, not into a list beside it which every search would have to read.
 */
export async function prepareTable(knex: Knex, table: string): Promise<void> {
  await knex.raw(`create index if not exists ?? on ?? ((${CATALOG}))`, [`${table}_catalog_idx`, table]);
  const words = `${table}_fts_idx`;
  const { rows } = await knex.raw<{ rows: unknown[] }>(
    `select 1 from pg_class where oid = ?::regclass and 'fastupdate=off' = any(reloptions)`,
    [words],
  );
  // It waits for everybody who reads: only once.
  if (rows.length === 0) await knex.raw('alter index ?? set (fastupdate = off)', [words]);
  await knex.raw('select gin_clean_pending_list(?::regclass)', [words]);
  await knex.raw('analyze ??', [table]);
}

/** PostgreSQL divides by the number of operands; two questions are only comparable without that. */
const RANK = `ts_rank(search_vector, to_tsquery('medusa_search_simple', ?)) * ?::real`;

/**
 * Ids of products, the best first. Reads only what stands in the row itself: a document and its fields are kept apart from it by
 * PostgreSQL, and reading them back takes longer than all the rest. So the catalog is read from the end of the id.
 */
export async function findDocuments(
  knex: Knex,
  table: string,
  { catalog, question: { must, every, own }, limit }: { catalog: string; question: Question; limit: number },
): Promise<string[]> {
  const { rows } = await knex.raw<{ rows: { id: string }[] }>(
    `with answers as (
       select id, search_vector from ??
        where search_vector @@ to_tsquery('medusa_search_simple', ?) and ${CATALOG} = ? limit ?
     )
     select left(id, ?) as id from answers
      order by ${RANK} + ?::real * ${RANK} desc, answers.id limit ?`,
    [
      table,
      must,
      catalog,
      MOST_RANKED,
      -1 - catalog.length,
      ...[every.join(' | '), every.length],
      OWN_WORD,
      ...[own.join(' | '), own.length],
      limit,
    ],
  );
  return rows.map(({ id }) => id);
}
