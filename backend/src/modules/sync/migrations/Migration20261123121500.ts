import { Migration } from '@medusajs/framework/mikro-orm/migrations';

/**
 * Raw SQL: composite keys, partial indexes and checks carry the promises, not the code that writes. The name must differ from
 * the migrations of every other module: Medusa notes all of them in one table, by name alone.
 */
export class Migration20261123121500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table sync_epoch (
        id text primary key,
        created_at timestamptz not null default now()
      );`);
    this.addSql('create unique index sync_epoch_is_one_row on sync_epoch ((true));');
    this.addSql('insert into sync_epoch (id) values (gen_random_uuid()::text);');

    this.addSql(`
      create table sync_client (
        id uuid primary key,
        secret_hash text not null check (secret_hash ~ '^[0-9a-f]{64}$'),
        customer_id text,
        created_at timestamptz not null default now(),
        last_seen timestamptz not null default now()
      );`);
    this.addSql('create index sync_client_secret_hash on sync_client (secret_hash);');

    this.addSql(`
      create table sync_cart (
        id text primary key,
        device_hash text not null,
        customer_id text,
        region text not null,
        region_id text not null,
        sales_channel_id text not null,
        medusa_cart_id text unique,
        rev integer not null default 0 check (rev >= 0),
        state text not null default 'open' check (state in ('open', 'checkout', 'completed', 'merged')),
        successor_id text references sync_cart (id),
        dirty boolean not null default false,
        attempts integer not null default 0,
        retry_at timestamptz not null default now(),
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      );`);
    this.addSql(`
      create unique index sync_cart_one_open on sync_cart (device_hash, region) where state in ('open', 'checkout');`);
    this.addSql('create index sync_cart_dirty on sync_cart (retry_at) where dirty;');

    this.addSql(`
      create table sync_lane (
        client_id uuid not null references sync_client (id) on delete cascade,
        lane text not null,
        cart_id text references sync_cart (id),
        last_mid integer not null default 0 check (last_mid >= 0),
        head_uuid uuid,
        primary key (client_id, lane),
        check ((last_mid = 0) = (head_uuid is null))
      );`);
    this.addSql('create index sync_lane_cart on sync_lane (cart_id);');

    this.addSql(`
      create table sync_line (
        cart_id text not null references sync_cart (id) on delete cascade,
        variant_id text not null,
        quantity integer not null check (quantity >= 1),
        rev integer not null,
        position bigint generated always as identity,
        primary key (cart_id, variant_id)
      );`);

    this.addSql(`
      create table sync_notice (
        id text primary key,
        cart_id text not null references sync_cart (id) on delete cascade,
        client_id uuid references sync_client (id) on delete cascade,
        kind text not null,
        data jsonb not null,
        created_at timestamptz not null default now(),
        acknowledged_at timestamptz
      );`);
    this.addSql('create index sync_notice_open on sync_notice (cart_id) where acknowledged_at is null;');
  }

  override async down(): Promise<void> {
    for (const table of ['notice', 'line', 'lane', 'cart', 'client', 'epoch']) this.addSql(`drop table sync_${table};`);
  }
}
