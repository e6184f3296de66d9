import { Migration } from '@medusajs/framework/mikro-orm/migrations';

/** What Meilisearch may not have of what Postgres holds. */
export class Migration20261128164500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table if not exists search_mirror_index (
        name text primary key,
        -- Enough to make the index in Meilisearch again; null once it is only to be removed there.
        definition json,
        -- Who is copying, and until when nobody else does.
        held_by uuid,
        held_until timestamptz not null default now()
      );
      create table if not exists search_mirror_debt (
        id bigint generated always as identity primary key,
        index_name text not null,
        -- Null: the whole index.
        document_id text,
        -- Written before Postgres is changed, settled after: what is not settled may be about to change.
        settled_at timestamptz,
        created_at timestamptz not null default now(),
        -- The attempt that copies it now.
        taken_by uuid
      );
      create index if not exists search_mirror_debt_of_index on search_mirror_debt (index_name, id);
    `);
  }

  override async down(): Promise<void> {
    this.addSql('drop table if exists search_mirror_debt; drop table if exists search_mirror_index;');
  }
}
