import * as z from 'zod/mini';
import type { LaneHead } from '../ledger/decide.js';
import type { Lines } from '../mutators/index.js';
import type { Lane } from '../protocol/intent.js';
import type { Answer } from '../ports/transport.js';
import { MAX_NOTICES } from '../protocol/limits.js';
import {
  ERROR_STATUS,
  syncReplySchema,
  type CartSnapshot,
  type SyncErrorCode,
  type SyncErrorReply,
} from '../protocol/sync-reply.js';
import { syncRequestSchema, type PageSyncRequest, type SyncRequest } from '../protocol/sync-request.js';
import { MAGIC, SUPPORTED_PROTOCOLS } from '../protocol/version.js';
import { attach, claim, succeed, type Claim } from './server/claim.js';
import { applyShortages, isMirrored, planLines, settle, writeLine, type Shelf } from './server/reconcile.js';
import {
  accessOf,
  deviceOwner,
  emptyTables,
  keyOf,
  newCart,
  withCart,
  type CartRow,
  type ClientRow,
  type Effect,
  type Owner,
  type Tables,
} from './server/tables.js';

export { customerOwner, deviceOwner, type Effect, type Owner, type Tables } from './server/tables.js';
export { principalOf } from './server/claim.js';

/** Where a process may die, or another request come in between. Everything between two of these is one transaction. */
export const SERVER_POINTS = [
  'before-claim',
  'after-claim',
  'mid-effect',
  'after-effect',
  'after-settle',
  'before-reply',
] as const;
export type ServerPoint = (typeof SERVER_POINTS)[number];

type Served = Generator<ServerPoint, Answer, void>;
type Reconciled = Generator<ServerPoint, void, void>;

const MAX_ROUNDS = 3;

/**
 * The server's side in memory: the real ledger decision over tables that are replaced at every commit, strict about what it is
 * sent. Medusa's cart is a table of its own that follows step by step.
 */
export class LedgerServer {
  #tables = emptyTables('epoch-1');
  /** Carts that are being reconciled by this process. */
  #locked = new Set<string>();
  readonly #shelf: Shelf = { stock: new Map(), gone: new Set(), promos: new Set(['SAVE10', 'SUMMER']) };
  /** False leaves carts unsettled, like a reconcile that does not run. */
  reconciles = true;
  unitPrice = 10;

  /** Serves a request from beginning to end. `session` is the customer who is signed in on that device. */
  handle(request: PageSyncRequest, secret: string, session: string | null = null): Answer {
    const serving = this.serve(request, secret, session);
    for (;;) {
      const step = serving.next();
      if (step.done) return step.value;
    }
  }

  /** The same, stopping at every point where something else may happen. Abandoning it there is a crash. */
  *serve(request: PageSyncRequest, secret: string, session: string | null = null): Served {
    const parsed = z.safeParse(syncRequestSchema, { ...request, secret });
    if (!parsed.success) return error('invalid_request', request.requestId);
    const { requestId, proto } = parsed.data;
    if (!SUPPORTED_PROTOCOLS.includes(proto))
      return error('unsupported_protocol', requestId, { supported: [...SUPPORTED_PROTOCOLS] });
    yield 'before-claim';
    const claimed = claim(this.#tables, parsed.data, session);
    if (claimed.kind === 'refused') {
      const { code, lastMid, effective } = claimed;
      return error(code, requestId, {
        ...(lastMid !== undefined && { lastMid }),
        ...(effective && { effective }),
      });
    }
    this.#tables = claimed.tables;
    yield 'after-claim';
    yield* this.reconcile(this.#cartKeyOf(claimed.client));
    const answer = this.#reply(parsed.data, claimed);
    yield 'before-reply';
    return answer;
  }

  /** Makes Medusa's cart equal to what is desired. It may be abandoned anywhere: what to do is planned anew. */
  *reconcile(key: string): Reconciled {
    if (!this.reconciles || this.#locked.has(key)) return;
    this.#locked.add(key);
    for (let round = 0; round < MAX_ROUNDS && this.#tables.carts.get(key)?.dirty; round++) {
      this.#change(key, (cart) => applyShortages(this.#tables, cart, this.#shelf));
      const planned = this.#tables.carts.get(key);
      if (!planned) break;
      for (const line of planLines(planned)) {
        this.#change(key, (cart) => withCart(this.#tables, writeLine(cart, line)));
        yield 'mid-effect';
      }
      yield 'after-effect';
      this.#change(key, (cart) => settle(this.#tables, cart, planned.rev));
    }
    this.#locked.delete(key);
    yield 'after-settle';
  }

  /** The job that takes carts which were left dirty. */
  reconcileDirty(): void {
    for (const [key, cart] of this.#tables.carts) {
      if (!cart.dirty) continue;
      const work = this.reconcile(key);
      while (!work.next().done);
    }
  }

  /** The process died: what it held in memory is gone, what it committed stays. */
  crash(): void {
    this.#locked.clear();
  }

  attach(secret: string, customer: string): number {
    const { tables, merged } = attach(this.#tables, secret, customer);
    this.#tables = tables;
    return merged;
  }

  complete(owner: Owner): void {
    this.#tables = succeed(this.#tables, owner, 'ordered');
  }

  expire(owner: Owner): void {
    this.#tables = succeed(this.#tables, owner, 'expired');
  }

  /** Somebody else writes Medusa's cart. */
  editProjection(owner: Owner, variantId: string, quantity: number): void {
    const key = keyOf(owner, 'cart');
    if (this.#locked.has(key)) return;
    this.#change(key, (cart) => withCart(this.#tables, { ...writeLine(cart, { variantId, quantity }), dirty: true }));
  }

  setStock(variantId: string, quantity: number | null): void {
    if (quantity === null) this.#shelf.stock.delete(variantId);
    else this.#shelf.stock.set(variantId, quantity);
    this.#touchCartsWith((cart) => cart.desired.lines.has(variantId));
  }

  setGone(variantId: string, isGone: boolean): void {
    this.#shelf.gone[isGone ? 'add' : 'delete'](variantId);
    this.#touchCartsWith((cart) => cart.desired.lines.has(variantId));
  }

  /** Lanes that nobody has used for long are forgotten; what took effect is not. */
  prune(): void {
    this.#tables = { ...this.#tables, clients: new Map() };
  }

  get effects(): readonly Effect[] {
    return this.#tables.effects;
  }

  get tables(): Tables {
    return this.#tables;
  }

  cart(owner: Owner, lane: Lane = 'cart'): CartRow | null {
    return this.#tables.carts.get(keyOf(owner, lane)) ?? null;
  }

  /** What a device without a session has. */
  lines(secret: string, lane: Lane = 'cart'): Lines {
    return this.cart(deviceOwner(secret), lane)?.desired.lines ?? new Map();
  }

  rev(secret: string): number {
    return this.cart(deviceOwner(secret))?.rev ?? 0;
  }

  lane(clientId: string): LaneHead {
    return this.#tables.clients.get(clientId)?.head ?? { lastMid: 0, headUuid: null };
  }

  /** Everything committed so far, to be brought back with `restore`. */
  backup(): Tables {
    return this.#tables;
  }

  restore(backup: Tables, epoch: string): void {
    this.#tables = { ...backup, epoch };
    this.#locked.clear();
  }

  set stock(stock: Map<string, number>) {
    for (const [variantId, quantity] of stock) this.setStock(variantId, quantity);
  }

  get stock(): Map<string, number> {
    return this.#shelf.stock;
  }

  #cartKeyOf(client: ClientRow): string {
    return keyOf(accessOf(this.#tables, client).owner, client.lane);
  }

  #change(key: string, change: (cart: CartRow) => Tables): void {
    const cart = this.#tables.carts.get(key);
    if (cart) this.#tables = change(cart);
  }

  #touchCartsWith(isTouched: (cart: CartRow) => boolean): void {
    for (const cart of this.#tables.carts.values()) {
      if (cart.lane === 'cart' && isTouched(cart)) this.#tables = withCart(this.#tables, { ...cart, dirty: true });
    }
  }

  /** Read at one moment, so that acknowledgement, lines and revision belong together. */
  #reply(
    { requestId, clientId, region }: SyncRequest,
    { client, stopped }: Extract<Claim, { kind: 'applied' }>,
  ): Answer {
    const { owner, isAttached } = accessOf(this.#tables, client);
    // A device that was attached hears that its changes arrived, and looks at its own cart, which is empty for ever.
    const shown = isAttached ? deviceOwner(client.secret) : owner;
    const cart = this.#tables.carts.get(keyOf(shown, client.lane)) ?? newCart(shown, client.lane, region);
    const head = this.#tables.clients.get(clientId)?.head;
    if (!head) return error('internal', requestId);
    const notices = [...this.#tables.notices.values()]
      .filter((row) => row.to === clientId || (row.to === null && row.owner === shown))
      .filter((row) => row.lane === client.lane)
      .slice(0, MAX_NOTICES)
      .map(({ notice }) => notice);
    return json(
      200,
      z.parse(syncReplySchema, {
        magic: MAGIC,
        requestId,
        clientId,
        epoch: this.#tables.epoch,
        ...head,
        rev: cart.rev,
        generation: cart.generation,
        snapshot: this.#snapshot(cart),
        notices,
        ...(stopped && { stopped }),
      }),
    );
  }

  #snapshot(cart: CartRow): CartSnapshot {
    const currency = 'eur';
    const { lines, promos } = cart.desired;
    const settled = cart.lane === 'wishlist' || (this.reconciles && !cart.dirty && isMirrored(cart));
    const itemTotal = [...lines.values()].reduce((sum, line) => sum + line.quantity * this.unitPrice, 0);
    return {
      region: cart.region,
      settled,
      lines: [...lines].map(([variantId, { quantity, rev }]) => ({
        variantId,
        quantity,
        rev,
        productId: `prod_${variantId}`,
        productTitle: `Product ${variantId}`,
        productHandle: variantId,
        variantTitle: null,
        image: null,
        unitPrice: cart.projection.has(variantId) ? { amount: this.unitPrice, currency } : null,
        total: cart.projection.get(variantId) === quantity ? { amount: this.unitPrice * quantity, currency } : null,
      })),
      promotions: promos.map((code) => ({ code, amount: settled ? { amount: 1, currency } : null })),
      totals: settled
        ? { currency, itemTotal, discountTotal: 0, taxTotal: 0, shippingTotal: 0, total: itemTotal }
        : null,
    };
  }
}

function error(
  code: SyncErrorCode,
  requestId: string,
  more: Pick<SyncErrorReply, 'lastMid' | 'effective' | 'supported'> = {},
): Answer {
  return json(ERROR_STATUS[code], { magic: MAGIC, requestId, error: { code, message: code }, ...more });
}

export function json(status: number, body: unknown): Answer {
  return { status, contentType: 'application/json; charset=utf-8', retryAfterMs: null, body: JSON.stringify(body) };
}
