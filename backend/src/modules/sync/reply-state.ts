import type { Knex } from '@medusajs/framework/mikro-orm/knex';
import { MAX_NOTICES, type Lane, type Line, type Notice } from 'sync/protocol';

/** All of a reply that is ours to say, read at one moment. */
export type ReplyState = {
  epoch: string;
  lastMid: number;
  headUuid: string | null;
  cartId: string;
  region: string;
  rev: number;
  dirty: boolean;
  lines: Array<{ variantId: string } & Line>;
  notices: Notice[];
};

/** One statement sees one snapshot of the database, so acknowledgement, lines and revision always belong together. */
export async function readReplyState(
  db: Knex,
  { clientId, lane, region }: { clientId: string; lane: Lane; region: string },
): Promise<ReplyState | undefined> {
  const found = await db.raw<{ rows: ReplyState[] }>(
    `select e.id as epoch, l.last_mid as "lastMid", l.head_uuid as "headUuid",
       c.id as "cartId", c.region, c.rev, c.dirty,
       coalesce((
         select json_agg(json_build_object('variantId', variant_id, 'quantity', quantity, 'rev', rev) order by position)
         from sync_line where cart_id = c.id), '[]') as lines,
       coalesce((
         select json_agg(json_build_object('id', n.id, 'kind', n.kind, 'data', n.data) order by n.created_at, n.id)
         from (
           select id, kind, data, created_at from sync_notice where acknowledged_at is null and (
             client_id = cl.id or (client_id is null and cart_id in (
               select id from sync_cart where device_hash = cl.secret_hash)))
           order by created_at, id limit ?) n), '[]') as notices
     from sync_client cl
     join sync_lane l on l.client_id = cl.id and l.lane = ?
     join sync_cart c on c.device_hash = cl.secret_hash and c.region = ? and c.state in ('open', 'checkout')
     cross join sync_epoch e
     where cl.id = ?`,
    [MAX_NOTICES, lane, region, clientId],
  );
  return found.rows[0];
}
