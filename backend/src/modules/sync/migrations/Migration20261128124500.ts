import { Migration } from '@medusajs/framework/mikro-orm/migrations';

/** Links that show a wishlist to anyone, and what each wish was worth when it was made. */
export class Migration20261128124500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table sync_share (
        token text primary key check (token ~ '^[A-Za-z0-9_-]{24}$'),
        cart_id text not null references sync_cart (id) on delete cascade,
        created_at timestamptz not null default now(),
        revoked_at timestamptz
      );`);
    this.addSql('create index sync_share_cart on sync_share (cart_id);');
    this.addSql('alter table sync_line add column wished jsonb;');
  }

  override async down(): Promise<void> {
    this.addSql('alter table sync_line drop column wished;');
    this.addSql('drop table sync_share;');
  }
}
