import { Migration } from '@medusajs/framework/mikro-orm/migrations';

/**
 * The cursor of a snapshot begins at the oldest transaction that is still running. One that has run since before a region was
 * made held it below the region's own transaction, and every device was sent back to the manifest for as long.
 */
export class Migration20261124001500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      'alter table catalog_region alter column horizon_txid set default pg_snapshot_xmin(pg_current_snapshot());',
    );
  }

  override async down(): Promise<void> {
    this.addSql('alter table catalog_region alter column horizon_txid set default pg_current_xact_id();');
  }
}
