import { Migration } from '@medusajs/framework/mikro-orm/migrations';

/** What people are told, until they are told. */
export class Migration20261128131000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table if not exists message (
        id text primary key,
        -- What happened, and which time: together with whom and how it is told the message is one.
        event text not null,
        key text not null,
        recipient text not null,
        channel text not null check (channel in ('email')),
        fingerprint text not null,
        subject text not null,
        text text not null,
        reply_name text not null,
        reply_address text not null,
        language text,
        state text not null check (state in ('waiting', 'sent', 'dead', 'kept', 'deleted')),
        attempts integer not null default 0,
        -- While it is being sent: until then nobody else takes it.
        next_at timestamptz not null default now(),
        last_error text,
        created_at timestamptz not null default now(),
        settled_at timestamptz,
        unique (event, key, recipient, channel)
      );
      create index if not exists message_due on message (next_at) where state = 'waiting';
      create index if not exists message_list on message (created_at desc, id) where state <> 'deleted';
      create index if not exists message_settled on message (settled_at) where state in ('sent', 'deleted');
    `);
  }

  override async down(): Promise<void> {
    this.addSql('drop table if exists message;');
  }
}
