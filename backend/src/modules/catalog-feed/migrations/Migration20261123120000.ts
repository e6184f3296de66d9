import { Migration } from '@medusajs/framework/mikro-orm/migrations';

/** Plain SQL: `xid8`, `bytea` and row-wise cursors have no counterpart in Medusa's model language. */
export class Migration20261123120000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table if not exists catalog_state (
        singleton boolean primary key default true check (singleton),
        epoch text not null default gen_random_uuid()::text,
        taxonomy jsonb not null default '{"hash":"","categories":[],"collections":[]}',
        price_lists_seen_until timestamptz not null default now()
      );
      insert into catalog_state default values on conflict do nothing;

      -- Written by triggers on core tables. No product means: categories or collections changed.
      create table if not exists catalog_change (
        seq bigserial primary key,
        txid xid8 not null default pg_current_xact_id(),
        product_id text
      );
      create index if not exists catalog_change_product on catalog_change (product_id);

      create table if not exists catalog_region (
        slug text primary key,
        region_id text not null,
        currency text not null,
        prices_include_tax boolean not null,
        -- The newest tombstone already forgotten: a cursor before it cannot be served.
        horizon_txid xid8 not null default pg_current_xact_id(),
        horizon_seq bigint not null default 0
      );

      create sequence if not exists catalog_document_seq;
      create table if not exists catalog_document (
        product_id text not null,
        region text not null,
        -- bucketOf(product_id, 65536); modulo a smaller power of two it is the shard.
        slot integer not null,
        doc jsonb,
        hash text not null,
        version integer not null default 1,
        seq bigint not null,
        txid xid8 not null,
        deleted boolean not null default false,
        changed_at timestamptz not null default now(),
        primary key (product_id, region),
        check (deleted = (doc is null))
      );
      create index if not exists catalog_document_feed on catalog_document (region, txid, seq);

      create table if not exists catalog_shard (
        region text not null,
        hash text not null,
        bucket integer not null,
        body bytea not null,
        products integer not null,
        bytes integer not null,
        -- No longer in the manifest since; kept for devices in the middle of an install.
        retired_at timestamptz,
        primary key (region, hash)
      );

      create table if not exists catalog_snapshot (
        region text primary key,
        id text not null,
        -- Everything the shards lack has a txid at or after this one.
        txid xid8 not null,
        buckets integer not null,
        products integer not null,
        shards jsonb not null,
        created_at timestamptz not null default now()
      );
    `);
  }

  override async down(): Promise<void> {
    this.addSql(`
      drop table if exists catalog_snapshot, catalog_shard, catalog_document, catalog_region, catalog_change, catalog_state;
      drop sequence if exists catalog_document_seq;
    `);
  }
}
