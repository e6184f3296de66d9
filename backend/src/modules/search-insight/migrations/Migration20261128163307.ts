import { Migration } from '@medusajs/framework/mikro-orm/migrations';

/** How often was looked for what, by day. Nothing here belongs to anybody: no address, no device, no customer, no time of day. */
export class Migration20261128163307 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table if not exists search_text (
        catalog text not null,
        day date not null,
        -- As it was written; empty for all searches whose text is not kept.
        text text not null check (char_length(text) <= 60),
        -- What ways to write it have in common.
        words text not null,
        searches integer not null,
        -- Searches of networks that had not looked for it on this day before: how many different ones there may have been.
        occasions integer not null,
        found_nothing integer not null,
        -- Products found, of all searches together.
        results bigint not null,
        primary key (catalog, day, text)
      );
      create index if not exists search_text_day on search_text (day);

      -- Which product was opened of them first.
      create table if not exists search_open (
        catalog text not null,
        day date not null,
        text text not null check (char_length(text) <= 60),
        words text not null,
        product_id text not null,
        opens integer not null,
        primary key (catalog, day, text, product_id)
      );
      create index if not exists search_open_day on search_open (day);
    `);
  }

  override async down(): Promise<void> {
    this.addSql('drop table if exists search_text, search_open;');
  }
}
