import { Migration } from '@medusajs/framework/mikro-orm/migrations';

/** Lengths are counted in characters, as the shop counts them. */
export class Migration20261125093000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table if not exists product_review (
        id text primary key,
        product_id text not null,
        -- Null: it came without an account, or the account is gone.
        customer_id text,
        -- What was bought, by whoever wrote it. Null: nobody checked.
        order_id text,
        line_item_id text,
        rating smallint not null check (rating between 1 and 5),
        title text not null check (char_length(title) <= 120),
        text text not null check (char_length(text) <= 4000),
        name text not null check (char_length(name) <= 40),
        language text,
        state text not null default 'pending' check (state in ('pending', 'approved', 'rejected')),
        -- Grows with every edit, so that nobody approves a text they have not read.
        revision integer not null default 1,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        moderated_at timestamptz,
        unique (customer_id, product_id)
      );
      create index if not exists product_review_public on product_review (product_id, created_at desc, id) where state = 'approved';
      create index if not exists product_review_queue on product_review (state, created_at desc, id);

      -- Every form that was taken, so that one that comes again is not taken twice.
      create table if not exists product_review_submission (
        customer_id text not null,
        uuid uuid not null,
        fingerprint text not null,
        review_id text not null,
        taken_at timestamptz not null default now(),
        primary key (customer_id, uuid)
      );
    `);
  }

  override async down(): Promise<void> {
    this.addSql('drop table if exists product_review_submission, product_review;');
  }
}
