import { randomUUID } from 'node:crypto';
import type { StoredDefinition } from './plan';

/** The part of Medusa's entity manager that the Postgres provider uses too: `?` stands for a value. */
export type Sql = { execute(sql: string, params?: unknown[]): Promise<Array<Record<string, unknown>>> };

/** What is owed for this document; null is for the whole index. */
export type Debt = { documentId: string | null };

/** A process that ended between two steps never settles its note: after this long it counts as settled. */
const ABANDONED = '5 minutes';
const HELD = '2 minutes';

/**
 * What Meilisearch may lack of what Postgres holds, noted before Postgres is changed and struck out once Meilisearch has
 * been told. A copy always takes what Postgres holds then, so that one note stands for any number of changes before it.
 */
export class Debts {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** Returns what `settle` needs. */
  async note(index: string, documentIds: ReadonlyArray<string | null>): Promise<string[]> {
    const noted: string[] = [];
    for (const ids of chunks(documentIds, 500)) {
      const rows = await this.#sql.execute(
        `insert into search_mirror_debt (index_name, document_id) values ${ids.map(() => '(?, ?)').join(', ')} returning id`,
        ids.flatMap((id) => [index, id]),
      );
      noted.push(...rows.map(({ id }) => String(id)));
    }
    return noted;
  }

  /** Settled at once, and only if nobody owes the whole index already. */
  async noteWhole(index: string): Promise<void> {
    await this.#sql.execute(
      `insert into search_mirror_debt (index_name, settled_at) select ?, now() where not exists (
         select 1 from search_mirror_debt
         where index_name = ? and document_id is null and settled_at is not null and taken_by is null
       )`,
      [index, index],
    );
  }

  async settle(noted: readonly string[]): Promise<void> {
    for (const ids of chunks(noted, 500)) {
      await this.#sql.execute(
        `update search_mirror_debt set settled_at = now() where id in (${ids.map(() => '?').join(', ')})`,
        [...ids],
      );
    }
  }

  /** Takes the oldest notes of an index, at most `limit`; all of them without one. Only whoever holds the index may. */
  async take(index: string, run: string, limit: number | null): Promise<Debt[]> {
    const rows = await this.#sql.execute(
      `update search_mirror_debt set taken_by = ?::uuid where id in (
         select id from search_mirror_debt
         where index_name = ? and (settled_at is not null or created_at < now() - interval '${ABANDONED}')
         order by id ${limit === null ? '' : `limit ${Math.trunc(limit)}`}
       ) returning document_id`,
      [run, index],
    );
    return rows.map(({ document_id: id }) => ({ documentId: id === null ? null : String(id) }));
  }

  async strike(index: string, run: string): Promise<void> {
    await this.#sql.execute('delete from search_mirror_debt where index_name = ? and taken_by = ?::uuid', [index, run]);
  }

  /** Settled ones: the others are being made. */
  async count(index: string): Promise<number> {
    const [row] = await this.#sql.execute(
      `select count(*)::int as count from search_mirror_debt
       where index_name = ? and (settled_at is not null or created_at < now() - interval '${ABANDONED}')`,
      [index],
    );
    return Number(row?.['count'] ?? 0);
  }

  async keepDefinition({ name, physical_name, primary_key, fields, settings }: StoredDefinition): Promise<void> {
    const definition: StoredDefinition = { name, physical_name, primary_key, fields, settings };
    await this.#sql.execute(
      `insert into search_mirror_index (name, definition) values (?, ?::json)
       on conflict (name) do update set definition = excluded.definition`,
      [physical_name, JSON.stringify(definition)],
    );
  }

  /** The index is gone from Postgres; its row stays until Meilisearch has removed it too. */
  async giveUp(index: string): Promise<void> {
    await this.#sql.execute(`update search_mirror_index set definition = null where name = ?`, [index]);
  }

  async forget(index: string): Promise<void> {
    await this.#sql.execute('delete from search_mirror_debt where index_name = ?', [index]);
    await this.#sql.execute('delete from search_mirror_index where name = ? and definition is null', [index]);
  }

  async definitions(): Promise<Map<string, StoredDefinition | null>> {
    const rows = await this.#sql.execute('select name, definition from search_mirror_index order by name');
    return new Map(
      rows.map(({ name, definition }) => [
        String(name),
        typeof definition === 'string'
          ? (JSON.parse(definition) as StoredDefinition)
          : (definition as StoredDefinition),
      ]),
    );
  }

  /** Runs alone on this index, among all processes. Returns false where another one is at it. */
  async hold(index: string, work: (run: string, renew: () => Promise<void>) => Promise<void>): Promise<boolean> {
    const run = randomUUID();
    if (!(await this.#tryHold(index, run))) return false;
    const renew = async () => {
      if (!(await this.#tryHold(index, run))) throw new Error(`Another process copies "${index}" now`);
    };
    try {
      await work(run, renew);
      return true;
    } finally {
      await this.#sql.execute(
        'update search_mirror_index set held_by = null, held_until = now() where name = ? and held_by = ?::uuid',
        [index, run],
      );
    }
  }

  async #tryHold(index: string, run: string): Promise<boolean> {
    const rows = await this.#sql.execute(
      `update search_mirror_index set held_by = ?::uuid, held_until = now() + interval '${HELD}'
       where name = ? and (held_by is null or held_by = ?::uuid or held_until < now()) returning name`,
      [run, index, run],
    );
    return rows.length === 1;
  }
}

function* chunks<T>(values: readonly T[], size: number): Generator<T[]> {
  for (let at = 0; at < values.length; at += size) yield values.slice(at, at + size);
}
