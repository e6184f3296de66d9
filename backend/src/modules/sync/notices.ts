import type { Knex } from '@medusajs/framework/mikro-orm/knex';
import type { NoticeData, NoticeKind } from 'sync/protocol';
import type { Owner } from './owner';

/** `clientId` null: whoever holds the cart is told, and the first who stores it has taken it. */
export type NewNotice = {
  [K in NoticeKind]: { id: string; clientId: string | null; kind: K; data: NoticeData[K] };
}[NoticeKind];

/** Without an owner only what was addressed to this client. */
export type NoticeReader = { clientId: string; owner: Owner | null };

export async function addNotices(trx: Knex.Transaction, cartId: string, notices: readonly NewNotice[]): Promise<void> {
  for (const notice of notices) {
    await trx.raw(
      `insert into sync_notice (id, cart_id, client_id, kind, data) values (?, ?, ?, ?, ?) on conflict (id) do nothing`,
      [notice.id, cartId, notice.clientId, notice.kind, JSON.stringify(notice.data)],
    );
  }
}

/** As ids of notices are made; nothing else can be one, and PostgreSQL cannot even compare some of what JSON can say. */
const ID = /^[\w:-]+$/;

/** A device can only put away notices that were addressed to it. What somebody wrote is theirs again then, and not kept here. */
export async function acknowledge(
  trx: Knex.Transaction,
  reader: NoticeReader,
  named: readonly string[],
): Promise<void> {
  const ids = named.filter((id) => ID.test(id));
  if (ids.length === 0) return;
  await trx.raw(
    `update sync_notice set acknowledged_at = now(),
       data = case when kind = 'form_refused' then '{}' else data end where id = any(?) and acknowledged_at is null and (
       client_id = ? or (client_id is null and cart_id in (select id from sync_cart where owner = ?)))`,
    [ids, reader.clientId, reader.owner],
  );
}
