import { Migration } from '@medusajs/framework/mikro-orm/migrations';

/** Where trigrams do not help: in a database of the locale C they know Latin letters only. */
export class Migration20261128201500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create index if not exists search_word_of_length on search_word (catalog, char_length(word)) include (word)
       where word !~ '^[a-z0-9]+$';
    `);
  }

  override async down(): Promise<void> {
    this.addSql('drop index if exists search_word_of_length;');
  }
}
