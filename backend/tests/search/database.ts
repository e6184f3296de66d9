import { openEmptyDatabase } from 'launch/test-stack';
import type { Migration } from '@medusajs/framework/mikro-orm/migrations';
import { Pool } from 'pg';
import type { Sql } from '../../src/modules/search-meilisearch/debts.ts';
import { Migration20260807120000 as PostgresMigration } from '@medusajs/search-postgres/dist/migrations/Migration20260807120000.js';
import { Migration20261128164500 as MirrorMigration } from '../../src/modules/search-meilisearch/migrations/Migration20261128164500.ts';

type Manager = Sql & { transactional<T>(work: (manager: Sql) => Promise<T>): Promise<T> };

export type SearchDatabase = { manager: Manager; close(): Promise<void> };

/** The tables of the two providers, behind what they use of Medusa's entity manager. */
export async function openSearchDatabase(): Promise<SearchDatabase> {
  const database = await openEmptyDatabase();
  const pool = new Pool({ connectionString: database.url });
  pool.on('error', () => undefined);
  for (const Each of [PostgresMigration, MirrorMigration]) {
    // Only its queries are of interest: nothing here has a driver.
    const migration: Pick<Migration, 'up' | 'getQueries'> = Reflect.construct(Each, []);
    await migration.up();
    for (const query of migration.getQueries()) await pool.query(String(query));
  }
  const execute = async (runner: Pick<Pool, 'query'>, sql: string, params: unknown[] = []) => {
    let at = 0;
    const result = await runner.query(
      sql.replace(/\?/g, () => `$${(at += 1)}`),
      params,
    );
    return result.rows as Array<Record<string, unknown>>;
  };
  return {
    manager: {
      execute: (sql, params) => execute(pool, sql, params),
      async transactional(work) {
        const client = await pool.connect();
        try {
          await client.query('begin');
          const result = await work({ execute: (sql, params) => execute(client, sql, params) });
          await client.query('commit');
          return result;
        } catch (error) {
          await client.query('rollback');
          throw error;
        } finally {
          client.release();
        }
      },
    },
    async close() {
      await pool.end();
      await database.close();
    },
  };
}
