import { Migration } from '@medusajs/framework/mikro-orm/migrations';

/** Shards by columns, and digests. Stored shards are of the old shape, so snapshots are made anew at the next refresh. */
export class Migration20261123190000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      -- \`productDigest\` of the document; null until it is written again.
      alter table catalog_document add column if not exists digest bigint;
      delete from catalog_snapshot;
      delete from catalog_shard;
    `);
  }

  override async down(): Promise<void> {
    this.addSql(`
      alter table catalog_document drop column if exists digest;
      delete from catalog_snapshot;
      delete from catalog_shard;
    `);
  }
}
