import { Migration } from '@medusajs/framework/mikro-orm/migrations';

/** Misspelt words are looked for in the process's memory, and an index of trigrams that nobody asks only makes writing slow. */
export class Migration20261128201500 extends Migration {
  override async up(): Promise<void> {
    this.addSql('drop index if exists search_word_similar;');
  }

  override async down(): Promise<void> {
    this.addSql('create index if not exists search_word_similar on search_word using gin (word gin_trgm_ops);');
  }
}
