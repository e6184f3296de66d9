import type { Knex } from '@medusajs/framework/mikro-orm/knex';
import { MAX_NOTICES, type Lane, type Line, type Notice } from 'sync/protocol';
import { regionOf } from './carts';
import type { Access } from './owner';
import type { WorthByRegion } from './worth';

/** All of a reply that is ours to say, read at one moment. */
export type ReplyState = {
  epoch: string;
  lastMid: number;
  headUuid: string | null;
  /** Null where nothing was ever wanted, and for a device that was attached: it may not look. */
  cartId: string | null;
  rev: number;
  generation: number;
  dirty: boolean;
  promos: string[];
  /** `wished`: what it was worth when it was wished for; null in carts, and where nobody has noted it yet. */
  lines: Array<{ variantId: string; wished?: WorthByRegion | null } & Line>;
  notices: Notice[];
};

export type ReplyReader = { clientId: string; lane: Lane; region: string; access: Access };

/** One statement sees one snapshot of the database, so acknowledgement, lines and revision always belong together. */
export async function readReplyState(
  db: Knex,
  { clientId, lane, region, access }: ReplyReader,
): Promise<ReplyState | undefined> {
  // To be attached is to own nothing that can be seen. What the device had at the end stands still, above all it had before.
  const owner = access.isAttached ? null : access.owner;
  const found = await db.raw<{ rows: ReplyState[] }>(
    `select e.id as epoch, coalesce(l.last_mid, 0) as "lastMid", l.head_uuid as "headUuid", c.id as "cartId",
       coalesce(c.rev, (select max(rev) from sync_cart where owner = ? and lane = ?), 0) as rev,
       coalesce(c.generation, (
         select max(generation) from sync_cart where owner = ? and lane = ? and region = ?), 0) as generation,
       coalesce(c.dirty, false) as dirty,
       coalesce(to_json(c.promo_codes), '[]') as promos,
       coalesce((
         select json_agg(
           json_build_object('variantId', variant_id, 'quantity', quantity, 'rev', rev, 'wished', wished) order by position)
         from sync_line where cart_id = c.id), '[]') as lines,
       coalesce((
         select json_agg(json_build_object('id', n.id, 'kind', n.kind, 'data', n.data) order by n.created_at, n.id)
         from (
           select id, kind, data, created_at from sync_notice where acknowledged_at is null and (
             client_id = ? or (client_id is null and cart_id in (select id from sync_cart where owner = ?)))
           order by created_at, id limit ?) n), '[]') as notices
     from sync_epoch e
     left join sync_lane l on l.client_id = ? and l.lane = ?
     left join sync_cart c on c.owner = ? and c.lane = ? and c.region = ? and c.state in ('open', 'checkout')`,
    [
      ...[access.device, lane],
      ...[access.device, lane, regionOf(lane, region)],
      ...[clientId, owner, MAX_NOTICES],
      ...[clientId, lane],
      ...[owner, lane, regionOf(lane, region)],
    ],
  );
  return found.rows[0];
}
