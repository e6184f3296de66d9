import { Migration } from '@medusajs/framework/mikro-orm/migrations';

/** A third lane: forms, and those of them that were taken and are not carried out yet. */
export class Migration20261128132000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      alter table sync_cart
        drop constraint sync_cart_lane_check,
        add constraint sync_cart_lane_check check (lane in ('cart', 'wishlist', 'forms'));`);
    this.addSql(`
      create table sync_form (
        owner text not null,
        uuid uuid not null,
        client_id uuid not null references sync_client (id) on delete cascade,
        mid integer not null,
        cart_id text not null references sync_cart (id) on delete cascade,
        -- Who was signed in; what a device sends on its own is nobody's.
        customer_id text,
        kind text not null,
        args jsonb not null,
        attempts integer not null default 0,
        retry_at timestamptz not null,
        primary key (owner, uuid)
      );`);
    this.addSql('create index sync_form_due on sync_form (retry_at);');
    this.addSql('create index sync_form_client on sync_form (client_id);');
    this.addSql('create index sync_form_cart on sync_form (cart_id);');
  }

  override async down(): Promise<void> {
    this.addSql('drop table sync_form;');
    this.addSql(`delete from sync_lane where lane = 'forms';`);
    this.addSql(`update sync_cart set successor_id = null where lane = 'forms';`);
    this.addSql(`delete from sync_cart where lane = 'forms';`);
    this.addSql(`
      alter table sync_cart
        drop constraint sync_cart_lane_check,
        add constraint sync_cart_lane_check check (lane in ('cart', 'wishlist'));`);
  }
}
