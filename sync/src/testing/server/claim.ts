import { decide, type Decision } from '../../ledger/decide.js';
import { NOTHING_DESIRED, type Desired } from '../../mutators/index.js';
import type { SyncErrorCode } from '../../protocol/sync-reply.js';
import type { SyncRequest } from '../../protocol/sync-request.js';
import {
  accessOf,
  customerOwner,
  deviceOwner,
  keyOf,
  newCart,
  withCart,
  withNotices,
  type CartRow,
  type ClientRow,
  type Effect,
  type NoticeRow,
  type Owner,
  type Tables,
} from './tables.js';

export type Claim =
  | { kind: 'applied'; tables: Tables; client: ClientRow; stopped?: { mid: number; code: 'unknown_kind' } }
  | { kind: 'refused'; code: SyncErrorCode; lastMid?: number; effective?: string[] };

/** The whole first transaction, pure: who asks, what has happened already, what happens now. */
export function claim(tables: Tables, request: SyncRequest, session: string | null): Claim {
  const { clientId, secret, lane, mutations } = request;
  const known = tables.clients.get(clientId);
  const customer = customerOf(request, session, known);
  if (customer === 'somebody else') return { kind: 'refused', code: 'wrong_principal' };
  if (known && customer === null && known.secret !== secret) return { kind: 'refused', code: 'wrong_secret' };
  const client: ClientRow = known ?? { secret, lane, customer, head: NOT_BEGUN };

  const device = deviceOwner(secret);
  const { owner, isAttached } = accessOf(tables, client);
  const cart = tables.carts.get(keyOf(owner, lane)) ?? newCart(owner, lane, request.region);
  const generation = isAttached ? generationSeenBy(tables, device, cart) : cart.generation;
  const own = tables.effective.get(owner) ?? new Set<string>();
  const seen = new Set([...own, ...(tables.effective.get(device) ?? [])]);
  const decision = decide({
    clientId,
    lane,
    head: client.head,
    desired: cart.desired,
    rev: cart.rev,
    generation,
    seen,
    mutations,
  });
  if (decision.kind !== 'applied') {
    const effective = mutations.map(({ uuid }) => uuid).filter((uuid) => seen.has(uuid));
    return { kind: 'refused', code: decision.kind, lastMid: decision.lastMid, effective };
  }

  const next: ClientRow = { ...client, head: { lastMid: decision.lastMid, headUuid: decision.headUuid } };
  const { desired, rev, changed } = decision;
  let after: Tables = withCart(tables, { ...cart, desired, rev, dirty: cart.dirty || (changed && lane === 'cart') });
  after = {
    ...after,
    clients: new Map(after.clients).set(clientId, next),
    effective: new Map(after.effective).set(owner, new Set([...own, ...decision.effective])),
    effects: [...after.effects, ...effectsOf(request, client, decision, { owner, generation: cart.generation })],
    notices: withoutStored(after, request, isAttached ? null : owner),
  };
  const told = decision.notices.map((notice): NoticeRow => ({ notice, owner, lane, to: clientId }));
  const isBack = !known && owner === device && cart.desired.lines.size > 0;
  const restored = { id: `${clientId}:restored`, kind: 'restored', data: { lines: cart.desired.lines.size } };
  after = withNotices(after, isBack ? [...told, { notice: restored, owner, lane, to: clientId }] : told);
  return { kind: 'applied', tables: after, client: next, ...(decision.stopped && { stopped: decision.stopped }) };
}

const NOT_BEGUN = { lastMid: 0, headUuid: null };

/** 64 hexadecimal digits, as a real server would hash them. */
export const principalOf = (customer: string): string =>
  [...customer]
    .map((letter) => letter.charCodeAt(0).toString(16).padStart(2, '0'))
    .join('')
    .padStart(64, '0');

/** Version 1 does not say whose database it is; then it is whose it was, and at first the session decides. */
function customerOf(
  { principal }: SyncRequest,
  session: string | null,
  known: ClientRow | undefined,
): string | null | 'somebody else' {
  if (principal === undefined) return known ? known.customer : session;
  const customer = principal !== null && session !== null && principal === principalOf(session) ? session : null;
  if (principal !== null && customer === null) return 'somebody else';
  return known && known.customer !== customer ? 'somebody else' : customer;
}

/** An attached device knows the generations of its own carts only. Once the cart it gave to is an order, what it sends is late. */
function generationSeenBy(tables: Tables, device: Owner, target: CartRow): number {
  const own = tables.carts.get(keyOf(device, target.lane))?.generation ?? 0;
  return own + (target.generation > (tables.attached.get(device)?.generation ?? 0) ? 1 : 0);
}

/** A device can only put away what was addressed to it. */
function withoutStored(
  tables: Tables,
  { clientId, noticesStored }: SyncRequest,
  owner: Owner | null,
): Tables['notices'] {
  const notices = new Map(tables.notices);
  for (const id of noticesStored) {
    const row = notices.get(id);
    if (row && (row.to === clientId || (row.to === null && row.owner === owner))) notices.delete(id);
  }
  return notices;
}

function effectsOf(
  { clientId, secret, lane, mutations }: SyncRequest,
  { head }: ClientRow,
  decision: Extract<Decision, { kind: 'applied' }>,
  { owner, generation }: { owner: Owner; generation: number },
): Effect[] {
  const told = new Set(decision.notices.map(({ data }) => ('mid' in data ? data.mid : null)));
  const effective = new Set(decision.effective);
  return mutations
    .filter(({ mid }) => mid > head.lastMid && mid <= decision.lastMid)
    .map(({ mid, uuid, kind, args }) => {
      const outcome = !effective.has(uuid) ? 'known' : told.has(mid) ? 'told' : 'applied';
      return { clientId, secret, owner, lane, generation, mid, uuid, kind, args, outcome };
    });
}

/**
 * Signing in: what the device has collected goes to the customer, per line the larger quantity, and what it still has to say
 * follows. Doing it again finds nothing left to give.
 */
export function attach(tables: Tables, secret: string, customer: string): { tables: Tables; merged: number } {
  const from = deviceOwner(secret);
  const to = customerOwner(customer);
  const attachment = tables.attached.get(from) ?? {
    owner: to,
    generation: tables.carts.get(keyOf(to, 'cart'))?.generation ?? 0,
  };
  let after: Tables = { ...tables, attached: new Map(tables.attached).set(from, attachment) };
  let merged = 0;
  for (const lane of ['cart', 'wishlist'] as const) {
    const source = tables.carts.get(keyOf(from, lane));
    if (!source || (source.desired.lines.size === 0 && source.desired.promos.length === 0)) continue;
    merged += 1;
    const target = after.carts.get(keyOf(to, lane)) ?? newCart(to, lane, source.region);
    const rev = 1 + Math.max(source.rev, target.rev);
    const desired = merge(target.desired, source.desired, rev);
    after = withCart(after, { ...target, desired, rev, dirty: lane === 'cart' });
    // One revision more than any the device has seen, so that it takes the emptiness for news.
    after = withCart(after, {
      ...newCart(from, lane, source.region),
      generation: source.generation,
      rev: source.rev + 1,
    });
    const changes = [...desired.lines].filter(([variantId, line]) => target.desired.lines.get(variantId) !== line);
    if (target.desired.lines.size === 0 || changes.length === 0 || lane === 'wishlist') continue;
    const lines = changes.map(([variantId, { quantity }]) => ({
      variantId,
      title: variantId,
      from: target.desired.lines.get(variantId)?.quantity ?? 0,
      to: quantity,
    }));
    const notice = { id: `${from}:merged`, kind: 'merged', data: { lines } };
    after = withNotices(after, [{ notice, owner: to, lane, to: null }]);
  }
  return { tables: after, merged };
}

/** Per line the larger quantity, never the sum: the same cart on two devices would double. Codes: the union. */
function merge(own: Desired, given: Desired, rev: number): Desired {
  const lines = new Map(own.lines);
  for (const [variantId, { quantity }] of given.lines) {
    const before = own.lines.get(variantId)?.quantity ?? 0;
    const both = Math.max(before, quantity);
    if (both > before) lines.set(variantId, { quantity: both, rev });
  }
  return { lines, promos: [...new Set([...own.promos, ...given.promos])] };
}

/** The order was placed, or the cart was put away: another one follows, and it counts one generation further. */
export function succeed(tables: Tables, owner: Owner, why: 'ordered' | 'expired'): Tables {
  const cart = tables.carts.get(keyOf(owner, 'cart'));
  if (!cart || cart.desired.lines.size === 0) return tables;
  const lines = [...cart.desired.lines].map(([variantId, { quantity }]) => ({ variantId, title: variantId, quantity }));
  const generation = cart.generation + 1;
  const left = new Map(
    [...cart.desired.lines].flatMap(([variantId, line]) => {
      const quantity = line.quantity - (cart.projection.get(variantId) ?? 0);
      return why === 'ordered' && quantity > 0 ? [[variantId, { quantity, rev: cart.rev + 1 }] as const] : [];
    }),
  );
  const successor = { ...newCart(owner, 'cart', cart.region), generation, rev: cart.rev + 1, dirty: left.size > 0 };
  const after = withCart(tables, { ...successor, desired: { ...NOTHING_DESIRED, lines: left } });
  if (why === 'ordered')
    return { ...after, orders: [...after.orders, { owner, generation: cart.generation, lines: cart.projection }] };
  const notice = { id: `${owner}:expired:${generation}`, kind: 'expired', data: { lines } };
  return withNotices(after, [{ notice, owner, lane: 'cart', to: null }]);
}
