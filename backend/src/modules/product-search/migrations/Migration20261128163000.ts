import { Migration } from '@medusajs/framework/mikro-orm/migrations';

/** What Medusa's Postgres provider takes for granted, and what there is to know about the words and the state of the index. */
export class Migration20261128163000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      do $$
      begin
        create extension if not exists pg_trgm;
      exception when others then
        raise exception 'The search needs the PostgreSQL extension pg_trgm, and it could not be made: %. It comes with postgresql-contrib; a database user with more rights makes it with "create extension pg_trgm;" in the shop''s database. Then run the migrations again.', sqlerrm;
      end
      $$;

      -- Words are made comparable before they come here, in every language the same way, so nothing is left to do for a dictionary.
      do $$
      begin
        if not exists (select 1 from pg_ts_config where cfgname = 'medusa_search_simple') then
          create text search configuration medusa_search_simple (copy = simple);
        end if;
      end
      $$;

      -- Every word that some product of a catalog has or had. One too many only costs looking for it.
      create table if not exists search_word (
        catalog text not null,
        word text collate "C" not null,
        primary key (catalog, word)
      );
      create index if not exists search_word_similar on search_word using gin (word gin_trgm_ops);

      -- How far the index has followed a catalog of the feed.
      create table if not exists search_catalog (
        catalog text primary key,
        cursor text not null,
        -- What its documents were made with: another one means that all have to be looked at again.
        made_with text not null,
        checked_at timestamptz not null default now()
      );
    `);
  }

  override async down(): Promise<void> {
    this.addSql('drop table if exists search_word, search_catalog;');
    this.addSql('drop text search configuration if exists medusa_search_simple;');
  }
}
