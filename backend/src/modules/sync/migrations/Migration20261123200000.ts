import { Migration } from '@medusajs/framework/mikro-orm/migrations';

/**
 * Tells whoever listens that a cart or wishlist has changed, when the change commits and not before. The message names the
 * owner as a hash and says nothing else. A trigger, so that no writer can forget it.
 */
export class Migration20261123200000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create function sync_poke() returns trigger language plpgsql as $$
      begin
        if tg_op = 'INSERT' then
          if new.rev = 0 then
            return null;
          end if;
        elsif new.rev = old.rev and new.dirty = old.dirty and new.state = old.state then
          return null;
        end if;
        perform pg_notify('satchel_live', encode(sha256(convert_to(new.owner, 'UTF8')), 'hex'));
        return null;
      end $$;`);
    this.addSql(`
      create trigger sync_cart_poke after insert or update on sync_cart
      for each row execute function sync_poke();`);
  }

  override async down(): Promise<void> {
    this.addSql('drop trigger sync_cart_poke on sync_cart;');
    this.addSql('drop function sync_poke();');
  }
}
