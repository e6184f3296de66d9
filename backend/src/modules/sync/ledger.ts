import type { Knex } from '@medusajs/framework/mikro-orm/knex';
import { decide, type Lane, type Lines, type Mutation } from 'sync/protocol';
import { findOpenCart, openCart, readLines, RETRY_GRACE, type CartRow } from './carts';
import { writeLines } from './lines';
import { acknowledge, addNotices, type NewNotice } from './notices';
import { isSameHash } from './secret';

export type IntentRequest = {
  clientId: string;
  secretHash: string;
  lane: Lane;
  region: { slug: string; id: string };
  salesChannelId: string;
  noticesStored: readonly string[];
  mutations: readonly Mutation[];
};

export type LedgerResult =
  | { kind: 'applied'; cartId: string; needsReconcile: boolean; stopped?: { mid: number; code: 'unknown_kind' } }
  | { kind: 'out_of_order' | 'forked'; lastMid: number }
  | { kind: 'wrong_secret' };

type LaneRow = { cart_id: string | null; last_mid: number; head_uuid: string | null };

/**
 * The whole first transaction: who asks, what has happened already, what happens now. The client's row is locked first and
 * the cart's row second, always in this order, so two requests of one client or of one cart run one after the other.
 */
export async function applyIntents(trx: Knex.Transaction, request: IntentRequest): Promise<LedgerResult> {
  const client = await lockClient(trx, request);
  if (client === 'wrong_secret') return { kind: 'wrong_secret' };

  const lane = await lockLane(trx, request);
  const cart = (await findOpenCart(trx, request.secretHash, request.region.slug)) ?? (await openCart(trx, request));
  const lines = await readLines(trx, cart.id);
  const decision = decide({
    clientId: request.clientId,
    lane: request.lane,
    head: { lastMid: lane.last_mid, headUuid: lane.head_uuid },
    desired: { lines, promos: [] },
    generation: 0,
    seen: new Set(),
    rev: await continueRev(trx, lane, cart),
    mutations: request.mutations,
  });
  if (decision.kind !== 'applied') return { kind: decision.kind, lastMid: decision.lastMid };

  if (decision.changed) {
    await writeLines(trx, cart.id, lines, decision.desired.lines);
    await markDirty(trx, cart, decision.rev);
  }
  await trx.raw('update sync_lane set cart_id = ?, last_mid = ?, head_uuid = ? where client_id = ? and lane = ?', [
    cart.id,
    decision.lastMid,
    decision.headUuid,
    request.clientId,
    request.lane,
  ]);
  const rejected = decision.notices.map((notice) => ({ ...notice, clientId: request.clientId }));
  await addNotices(trx, cart.id, [...rejected, ...restored(client, lines, request)]);
  await acknowledge(trx, request, request.noticesStored);
  const needsReconcile = decision.changed || cart.dirty;
  return { kind: 'applied', cartId: cart.id, needsReconcile, ...(decision.stopped && { stopped: decision.stopped }) };
}

/** Nothing is written for a wrong secret, not even that somebody knocked. */
async function lockClient(trx: Knex.Transaction, request: IntentRequest): Promise<'new' | 'known' | 'wrong_secret'> {
  const inserted = await trx.raw(
    'insert into sync_client (id, secret_hash) values (?, ?) on conflict (id) do nothing',
    [request.clientId, request.secretHash],
  );
  const isNew = inserted.rowCount === 1;
  const found = await trx.raw<{ rows: Array<{ secret_hash: string }> }>(
    'select secret_hash from sync_client where id = ? for update',
    [request.clientId],
  );
  const hash = found.rows[0]?.secret_hash;
  if (hash === undefined || !isSameHash(hash, request.secretHash)) return 'wrong_secret';
  if (isNew) return 'new';
  await trx.raw('update sync_client set last_seen = now() where id = ?', [request.clientId]);
  return 'known';
}

async function lockLane(trx: Knex.Transaction, { clientId, lane }: IntentRequest): Promise<LaneRow> {
  await trx.raw('insert into sync_lane (client_id, lane) values (?, ?) on conflict (client_id, lane) do nothing', [
    clientId,
    lane,
  ]);
  const found = await trx.raw<{ rows: LaneRow[] }>(
    'select cart_id, last_mid, head_uuid from sync_lane where client_id = ? and lane = ? for update',
    [clientId, lane],
  );
  const row = found.rows[0];
  if (!row) throw new Error(`lane ${lane} of client ${clientId} vanished inside its own transaction`);
  return row;
}

/** A lane never sees its revision go back, also when it moves on to another cart (another region). */
async function continueRev(trx: Knex.Transaction, lane: LaneRow, cart: CartRow): Promise<number> {
  if (lane.cart_id === null || lane.cart_id === cart.id) return cart.rev;
  const raised = await trx.raw<{ rows: Array<{ rev: number }> }>(
    `update sync_cart set rev = 1 + greatest(rev, (select rev from sync_cart where id = ?)) where id = ? returning rev`,
    [lane.cart_id, cart.id],
  );
  return raised.rows[0]?.rev ?? cart.rev;
}

async function markDirty(trx: Knex.Transaction, cart: CartRow, rev: number): Promise<void> {
  await trx.raw(
    `update sync_cart set rev = ?, dirty = true, attempts = 0, retry_at = now() + ?::interval, updated_at = now()
     where id = ?`,
    [rev, RETRY_GRACE, cart.id],
  );
}

/** A new client with a known device secret: the browser lost its data and starts again from what the server kept. */
function restored(client: 'new' | 'known', lines: Lines, { clientId }: IntentRequest): NewNotice[] {
  if (client !== 'new' || lines.size === 0) return [];
  return [{ id: `${clientId}:restored`, clientId, kind: 'restored', data: { lines: lines.size } }];
}
