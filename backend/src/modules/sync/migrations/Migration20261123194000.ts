import { Migration } from '@medusajs/framework/mikro-orm/migrations';

/**
 * Carts belong to an owner, a device or a customer, in two lanes and counted by generation; what has taken effect is
 * remembered by its uuid, whoever sent it.
 */
export class Migration20261123194000 extends Migration {
  override async up(): Promise<void> {
    this.addSql('alter table sync_epoch add column beat bigint not null default 0, add column timeline bigint;');

    this.addSql(`
      alter table sync_cart
        add column owner text,
        add column lane text not null default 'cart' check (lane in ('cart', 'wishlist')),
        add column generation integer not null default 0 check (generation >= 0),
        add column promo_codes text[] not null default '{}';`);
    this.addSql(`
      update sync_cart c set owner = 'd:' || c.device_hash, generation = n.generation
      from (
        select id, row_number() over (partition by device_hash, region order by created_at, id) - 1 as generation
        from sync_cart) n
      where n.id = c.id;`);
    this.addSql('drop index sync_cart_one_open;');
    this.addSql(`
      alter table sync_cart
        alter column owner set not null,
        add check (owner ~ '^(d:[0-9a-f]{64}|c:.+)$'),
        drop column device_hash,
        drop column customer_id,
        drop constraint sync_cart_state_check,
        add check (state in ('open', 'checkout', 'completed', 'merged', 'expired')),
        add check (lane = 'cart' or not dirty);`);
    this.addSql(`
      create unique index sync_cart_one_open on sync_cart (owner, lane, region) where state in ('open', 'checkout');`);
    this.addSql('alter table sync_line add column title text;');
    this.addSql('create index sync_cart_owner on sync_cart (owner, lane, region, generation);');
    this.addSql('create index sync_cart_successor on sync_cart (successor_id);');
    this.addSql('create index sync_client_customer on sync_client (customer_id) where customer_id is not null;');
    this.addSql('create index sync_client_last_seen on sync_client (last_seen);');

    this.addSql(`
      create table sync_effect (
        owner text not null,
        uuid uuid not null,
        at timestamptz not null default now(),
        primary key (owner, uuid)
      );`);
    this.addSql('create index sync_effect_at on sync_effect (at);');

    this.addSql(`
      create table sync_device (
        secret_hash text primary key check (secret_hash ~ '^[0-9a-f]{64}$'),
        customer_id text not null,
        attached_at timestamptz not null default now()
      );`);
  }

  override async down(): Promise<void> {
    this.addSql('drop table sync_device;');
    this.addSql('drop table sync_effect;');
    this.addSql('drop index sync_client_last_seen;');
    this.addSql('drop index sync_client_customer;');
    // What the schema before cannot say goes: it knows devices only, and one list.
    this.addSql(`update sync_cart set successor_id = null;`);
    this.addSql(`update sync_lane set cart_id = null;`);
    this.addSql(`delete from sync_cart where lane <> 'cart' or owner like 'c:%' or state = 'expired';`);
    this.addSql(`
      alter table sync_cart add column device_hash text, add column customer_id text;`);
    this.addSql(`update sync_cart set device_hash = substr(owner, 3);`);
    this.addSql(`
      alter table sync_cart
        alter column device_hash set not null,
        drop column owner, drop column lane, drop column generation, drop column promo_codes,
        drop constraint sync_cart_state_check,
        add constraint sync_cart_state_check check (state in ('open', 'checkout', 'completed', 'merged'));`);
    this.addSql(`
      create unique index sync_cart_one_open on sync_cart (device_hash, region) where state in ('open', 'checkout');`);
    this.addSql('alter table sync_line drop column title;');
    this.addSql('alter table sync_epoch drop column beat, drop column timeline;');
  }
}
