import type { Knex } from '@medusajs/framework/mikro-orm/knex';
import { decide, type Lane, type Mutation } from 'sync/protocol';
import { findOpenCart, openCart, readDesiredOf, regionOf, writeDesired, type CartRow } from './carts';
import { addClient, lockClient, lockLane, type ClientRefusal, type LaneRow } from './clients';
import { claimEffects, readEffective } from './effects';
import { keepForms } from './forms';
import { acknowledge, addNotices } from './notices';
import { resolveAccess, type Access } from './owner';

export type IntentRequest = {
  clientId: string;
  secretHash: string;
  /** Null when the request speaks for the device alone. */
  customerId: string | null;
  lane: Lane;
  region: { slug: string; id: string };
  salesChannelId: string;
  noticesStored: readonly string[];
  /** May be the first of a client nobody knows yet. */
  isAdmitted: boolean;
  /** So many forms nobody has seen before may be taken. */
  admittedForms: number;
  mutations: readonly Mutation[];
};

export type LedgerResult =
  | {
      kind: 'applied';
      access: Access;
      cartId: string | null;
      needsReconcile: boolean;
      stopped?: { mid: number; code: 'unknown_kind' };
    }
  | { kind: 'out_of_order' | 'forked'; lastMid: number; effective: string[] }
  | { kind: ClientRefusal }
  /** Of a client nobody knows, and it was not admitted. Nothing was written. */
  | { kind: 'newcomer' }
  /** It carries so many forms that are new, and none of them was admitted. Nothing was written. */
  | { kind: 'new-forms'; count: number }
  /** An order of this cart is being placed: which cart a change belongs to is only known afterwards. Nothing was written. */
  | { kind: 'ordering'; cartId: string }
  /** A copy of the device sends the same at the same moment. Nothing was written; it has to be run again. */
  | { kind: 'contended' };

/**
 * The whole first transaction: who asks, what has happened already, what happens now. Locks are taken in one order, client,
 * lane, device, cart, so two requests of one client, of one device or of one cart run one after the other.
 */
export async function applyIntents(trx: Knex.Transaction, request: IntentRequest): Promise<LedgerResult> {
  const found = await lockClient(trx, request);
  if (found === 'wrong_secret' || found === 'wrong_principal') return { kind: found };
  if (found === 'unknown' && request.mutations.length === 0) {
    const access = await resolveAccess(trx, request);
    if (access.isAttached || !(await ownsAnything(trx, access)))
      return { kind: 'applied', access, cartId: null, needsReconcile: false };
  }
  if (found === 'unknown' && !request.isAdmitted) return { kind: 'newcomer' };
  const client = found === 'unknown' ? await addClient(trx, request) : found;
  if (client === 'wrong_secret' || client === 'wrong_principal') return { kind: client };
  if (client === 'unknown') return { kind: 'contended' };

  const lane = await lockLane(trx, request.clientId, request.lane);
  const access = await resolveAccess(trx, request);
  const { owner } = access;
  const uuids = request.mutations.map(({ uuid }) => uuid);
  const reader = { clientId: request.clientId, owner: access.isAttached ? null : owner };
  if (access.isAttached && uuids.length === 0) {
    await acknowledge(trx, reader, request.noticesStored);
    return { kind: 'applied', access, cartId: null, needsReconcile: false };
  }

  const place = { ...request, owner };
  const cart = (await findOpenCart(trx, place)) ?? (await openCart(trx, place));
  if (cart.state === 'checkout' && uuids.length > 0) return { kind: 'ordering', cartId: cart.id };
  const before = await readDesiredOf(trx, cart);
  const seen = await readEffective(trx, [owner, access.device], uuids);
  const isNew = ({ mid, uuid }: Mutation) => request.lane === 'forms' && mid > lane.last_mid && !seen.has(uuid);
  const newForms = request.mutations.filter(isNew);
  if (newForms.length > 0 && request.admittedForms === 0) return { kind: 'new-forms', count: newForms.length };
  // What comes behind stays on the device until its time comes.
  const tooMuch = newForms[request.admittedForms];
  const mutations = tooMuch ? request.mutations.filter(({ mid }) => mid < tooMuch.mid) : request.mutations;
  const decision = decide({
    clientId: request.clientId,
    lane: request.lane,
    head: { lastMid: lane.last_mid, headUuid: lane.head_uuid },
    desired: before,
    generation: access.isAttached ? await generationSeenBy(trx, access, request) : cart.generation,
    seen,
    rev: access.isAttached ? cart.rev : await continueRev(trx, lane, cart),
    mutations,
  });
  if (decision.kind !== 'applied') {
    return { kind: decision.kind, lastMid: decision.lastMid, effective: uuids.filter((uuid) => seen.has(uuid)) };
  }
  if (!(await claimEffects(trx, owner, decision.effective))) return { kind: 'contended' };
  if (decision.changed) await writeDesired(trx, cart, { before, after: decision.desired, rev: decision.rev });
  // A device that was attached goes on looking at its own cart, which is empty for ever.
  await trx.raw('update sync_lane set cart_id = ?, last_mid = ?, head_uuid = ? where client_id = ? and lane = ?', [
    access.isAttached ? lane.cart_id : cart.id,
    decision.lastMid,
    decision.headUuid,
    request.clientId,
    request.lane,
  ]);
  const { clientId } = request;
  const notices = decision.notices.map((notice) => ({ ...notice, clientId }));
  await addNotices(trx, cart.id, notices);
  const { customerId } = request;
  await keepForms(trx, { forms: decision.forms, owner, clientId, cartId: cart.id, customerId });
  if (client === 'added' && owner === access.device && before.lines.size > 0) {
    // A new client with a known device secret: the browser lost its data and starts again from what the server kept.
    const data = { lines: before.lines.size };
    await addNotices(trx, cart.id, [{ id: `${clientId}:restored`, clientId, kind: 'restored', data }]);
  }
  await acknowledge(trx, reader, request.noticesStored);
  return {
    kind: 'applied',
    access,
    cartId: cart.id,
    needsReconcile: cart.lane === 'cart' && (decision.changed || cart.dirty),
    ...(decision.stopped && { stopped: decision.stopped }),
  };
}

/** Somebody who only looks, and of whom nothing is known, leaves nothing behind. */
async function ownsAnything(trx: Knex.Transaction, { owner }: Access): Promise<boolean> {
  const found = await trx.raw('select 1 from sync_cart where owner = ? limit 1', [owner]);
  return found.rows.length > 0;
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

/**
 * Generations count the carts of one owner, and an attached device knows only its own. Its last cart went into one of the
 * customer's: while that is open, what the device did not send before is not late; once it is an order, it is.
 */
async function generationSeenBy(
  trx: Knex.Transaction,
  { device }: Access,
  { lane, region }: Pick<IntentRequest, 'lane' | 'region'>,
): Promise<number> {
  const found = await trx.raw<{ rows: Array<{ generation: number }> }>(
    `select c.generation + (coalesce(s.state, 'open') not in ('open', 'checkout'))::int as generation
     from sync_cart c left join sync_cart s on s.id = c.successor_id
     where c.owner = ? and c.lane = ? and c.region = ? order by c.generation desc limit 1`,
    [device, lane, regionOf(lane, region.slug)],
  );
  return found.rows[0]?.generation ?? 0;
}
