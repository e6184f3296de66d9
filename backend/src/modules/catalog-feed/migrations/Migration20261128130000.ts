import { Migration } from '@medusajs/framework/mikro-orm/migrations';

/** A region has a catalog per language, and each catalog a taxonomy of its own: its words, and what delivery costs. */
export class Migration20261128130000 extends Migration {
  override async up(): Promise<void> {
    this.addSql('alter table catalog_region add column language text, add column taxonomy jsonb;');
  }

  override async down(): Promise<void> {
    for (const table of ['catalog_snapshot', 'catalog_shard', 'catalog_document'])
      this.addSql(`delete from ${table} where region in (select slug from catalog_region where language is not null);`);
    this.addSql('delete from catalog_region where language is not null;');
    this.addSql('alter table catalog_region drop column language, drop column taxonomy;');
  }
}
