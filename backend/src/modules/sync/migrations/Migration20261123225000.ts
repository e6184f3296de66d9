import { Migration } from '@medusajs/framework/mikro-orm/migrations';

/** What the order that is being made of a cart consists of: variant → quantity. */
export class Migration20261123225000 extends Migration {
  override async up(): Promise<void> {
    this.addSql('alter table sync_cart add column ordering jsonb;');
  }

  override async down(): Promise<void> {
    this.addSql('alter table sync_cart drop column ordering;');
  }
}
