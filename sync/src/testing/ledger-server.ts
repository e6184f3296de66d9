import * as z from 'zod/mini';
import { decide, type LaneHead } from '../ledger/decide.js';
import type { Lines } from '../mutators/index.js';
import type { Lane } from '../protocol/intent.js';
import type { Answer } from '../ports/transport.js';
import {
  ERROR_STATUS,
  syncReplySchema,
  type CartSnapshot,
  type Notice,
  type SyncErrorCode,
} from '../protocol/sync-reply.js';
import { syncRequestSchema, type PageSyncRequest, type SyncRequest } from '../protocol/sync-request.js';
import { MAGIC, SUPPORTED_PROTOCOLS } from '../protocol/version.js';

type Client = { secret: string; lane: LaneHead };
type Cart = { lines: Lines; rev: number; region: string; notices: Map<string, Notice> };
type Disk = { epoch: string; clients: Map<string, Client>; carts: Map<string, Cart> };

/** One mutation that took effect, in the order of the server. */
export type Effect = { clientId: string; secret: string; mid: number; uuid: string; kind: string };

/**
 * The server's side in memory: the real ledger decision over tables that are copied at every commit, strict about what it is
 * sent. A device secret owns one cart, whatever client ids come with it.
 */
export class LedgerServer {
  #disk: Disk = { epoch: 'epoch-1', clients: new Map(), carts: new Map() };
  readonly effects: Effect[] = [];
  /** Lowers quantities above it, like a stock check of the reconcile. */
  stock = new Map<string, number>();
  /** False leaves carts unsettled, like a reconcile that did not run. */
  reconciles = true;
  unitPrice = 10;

  handle(request: PageSyncRequest, secret: string): Answer {
    const parsed = z.safeParse(syncRequestSchema, { ...request, secret });
    if (!parsed.success) return this.#error('invalid_request', request.requestId);
    return this.#apply(parsed.data);
  }

  lines(secret: string, lane: Lane = 'cart'): Lines {
    return this.#disk.carts.get(`${secret} ${lane}`)?.lines ?? new Map();
  }

  rev(secret: string): number {
    return this.#disk.carts.get(`${secret} cart`)?.rev ?? 0;
  }

  lane(clientId: string): LaneHead {
    return this.#disk.clients.get(clientId)?.lane ?? { lastMid: 0, headUuid: null };
  }

  /** Everything committed so far, to be brought back with `restore`. */
  backup(): Disk {
    return structuredClone(this.#disk);
  }

  restore(backup: Disk, epoch: string): void {
    this.#disk = { ...structuredClone(backup), epoch };
  }

  #apply(request: SyncRequest): Answer {
    const { requestId, clientId, secret } = request;
    if (!SUPPORTED_PROTOCOLS.includes(request.proto)) return this.#error('unsupported_protocol', requestId);
    const client = this.#disk.clients.get(clientId) ?? { secret, lane: { lastMid: 0, headUuid: null } };
    if (client.secret !== secret) return this.#error('wrong_secret', requestId);
    const key = `${secret} ${request.lane}`;
    const cart = this.#disk.carts.get(key) ?? {
      lines: new Map(),
      rev: 0,
      region: request.region,
      notices: new Map(),
    };

    const { lane } = client;
    const decision = decide({
      clientId,
      lane: request.lane,
      head: lane,
      desired: { lines: cart.lines, promos: [] },
      rev: cart.rev,
      generation: 0,
      seen: new Set(),
      mutations: request.mutations,
    });
    if (decision.kind !== 'applied') return this.#error(decision.kind, requestId, decision.lastMid);
    for (const { mid, uuid, kind } of request.mutations) {
      if (mid > lane.lastMid && mid <= decision.lastMid) this.effects.push({ clientId, secret, mid, uuid, kind });
    }
    const notices = new Map(cart.notices);
    for (const id of request.noticesStored) notices.delete(id);
    for (const notice of decision.notices) notices.set(notice.id, notice);
    if (!this.#disk.clients.has(clientId) && cart.lines.size > 0) {
      const id = `${clientId}:restored`;
      notices.set(id, { id, kind: 'restored', data: { lines: cart.lines.size } });
    }
    const next = this.#reconcile({ ...cart, notices, lines: decision.desired.lines, rev: decision.rev });

    const { epoch, clients, carts } = this.#disk;
    this.#disk = {
      epoch,
      clients: new Map(clients).set(clientId, {
        secret,
        lane: { lastMid: decision.lastMid, headUuid: decision.headUuid },
      }),
      carts: new Map(carts).set(key, next),
    };
    const reply = {
      magic: MAGIC,
      requestId,
      clientId,
      epoch,
      lastMid: decision.lastMid,
      headUuid: decision.headUuid,
      rev: next.rev,
      snapshot: this.#snapshot(next),
      notices: [...next.notices.values()],
      ...(decision.stopped && { stopped: decision.stopped }),
    };
    return json(200, z.parse(syncReplySchema, reply));
  }

  #reconcile(cart: Cart): Cart {
    if (!this.reconciles) return cart;
    const lines = new Map(cart.lines);
    const notices = new Map(cart.notices);
    for (const [variantId, { quantity }] of lines) {
      const got = this.stock.get(variantId) ?? Infinity;
      if (quantity <= got) continue;
      if (got > 0) lines.set(variantId, { quantity: got, rev: cart.rev + 1 });
      else lines.delete(variantId);
      const id = `lowered:${variantId}:${cart.rev + 1}`;
      notices.set(id, { id, kind: 'lowered', data: { variantId, title: variantId, wanted: quantity, got } });
    }
    return notices.size === cart.notices.size ? cart : { ...cart, lines, notices, rev: cart.rev + 1 };
  }

  #snapshot({ lines, region }: Cart): CartSnapshot {
    const currency = 'eur';
    const itemTotal = [...lines.values()].reduce((sum, line) => sum + line.quantity * this.unitPrice, 0);
    return {
      region,
      settled: this.reconciles,
      lines: [...lines].map(([variantId, { quantity, rev }]) => ({
        variantId,
        quantity,
        rev,
        productId: `prod_${variantId}`,
        productTitle: `Product ${variantId}`,
        productHandle: variantId,
        variantTitle: null,
        image: null,
        unitPrice: this.reconciles ? { amount: this.unitPrice, currency } : null,
        total: this.reconciles ? { amount: this.unitPrice * quantity, currency } : null,
      })),
      totals: this.reconciles
        ? { currency, itemTotal, discountTotal: 0, taxTotal: 0, shippingTotal: 0, total: itemTotal }
        : null,
    };
  }

  #error(code: SyncErrorCode, requestId: string, lastMid?: number): Answer {
    const body = { magic: MAGIC, requestId, error: { code, message: code }, ...(lastMid !== undefined && { lastMid }) };
    return json(ERROR_STATUS[code], body);
  }
}

export function json(status: number, body: unknown): Answer {
  return { status, contentType: 'application/json; charset=utf-8', retryAfterMs: null, body: JSON.stringify(body) };
}
