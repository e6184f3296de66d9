import * as z from 'zod/mini';
import { MAGIC } from './version.js';

const counter = z.int().check(z.gte(0));

/** As Medusa stores it: a decimal in the currency's major unit, never multiplied by 100. Display only on the device. */
export const moneySchema = z.object({ amount: z.number(), currency: z.string() });

export const cartLineSchema = z.object({
  variantId: z.string(),
  quantity: counter,
  /** Server revision of this line; goes back as `observed.rev`. */
  rev: counter,
  productId: z.nullable(z.string()),
  productTitle: z.string(),
  productHandle: z.nullable(z.string()),
  variantTitle: z.nullable(z.string()),
  /** Image key for `/img/<key>`, or null. */
  image: z.nullable(z.string()),
  /** Null until the first reconcile of this line. */
  unitPrice: z.nullable(moneySchema),
  total: z.nullable(moneySchema),
  /** Of a wish: what one piece cost in this region when it was wished for, and whether it was sold out. */
  wished: z.optional(z.object({ price: z.nullable(moneySchema), isOut: z.boolean() })),
});

export const cartTotalsSchema = z.object({
  currency: z.string(),
  itemTotal: z.number(),
  discountTotal: z.number(),
  taxTotal: z.number(),
  shippingTotal: z.number(),
  total: z.number(),
});

/** A promotion code the shopper entered. `amount` is what it takes off, null while the cart is not settled. */
export const promotionSchema = z.object({ code: z.string(), amount: z.nullable(moneySchema) });

/** What a lane holds. A wishlist has quantity 1 in every line and never totals. */
export const cartSnapshotSchema = z.object({
  region: z.string(),
  lines: z.array(cartLineSchema),
  /** Absent from a server of version 1. */
  promotions: z.optional(z.array(promotionSchema)),
  /** Null before the first reconcile. */
  totals: z.nullable(cartTotalsSchema),
  /** False while Medusa's cart has not caught up with the lines; a job will reconcile it. */
  settled: z.boolean(),
});

/** One visible outcome of intents that could not take effect as asked (P2). Open for kinds a newer server adds. */
export const noticeSchema = z.object({
  id: z.string(),
  kind: z.string(),
  data: z.record(z.string(), z.unknown()),
});

export const syncReplySchema = z.object({
  magic: z.literal(MAGIC),
  requestId: z.string(),
  clientId: z.string(),
  epoch: z.string(),
  /** Highest mid of this client's lane that has taken effect (or became a notice). */
  lastMid: counter,
  /** uuid of that mutation; null before the first. A device that finds another uuid there was cloned or restored. */
  headUuid: z.nullable(z.string()),
  /** Revision of the cart; never goes back within an epoch. */
  rev: counter,
  /** Counts the carts of this owner in this region: one more after each order. Absent from a server of version 1. */
  generation: z.optional(counter),
  snapshot: cartSnapshotSchema,
  notices: z.array(noticeSchema),
  /** The server did not understand this mutation and stopped before it; it stays in the outbox until an update (P8). */
  stopped: z.optional(z.object({ mid: counter, code: z.literal('unknown_kind') })),
});

export const ERROR_CODES = [
  'malformed_json',
  'invalid_request',
  'too_large',
  'unsupported_protocol',
  'unknown_region',
  'wrong_secret',
  'wrong_principal',
  'out_of_order',
  'forked',
  'busy',
  'internal',
] as const;

/** Body of every non-200 answer of the sync endpoint: the request as a whole was not processed. */
export const syncErrorSchema = z.object({
  magic: z.literal(MAGIC),
  requestId: z.nullable(z.string()),
  error: z.object({
    code: z.string(),
    message: z.string(),
    field: z.optional(z.string()),
  }),
  /** With `out_of_order` and `forked`: where the server stands. */
  lastMid: z.optional(counter),
  /** With `out_of_order` and `forked`: which of the mutations in the request have taken effect, whoever sent them. */
  effective: z.optional(z.array(z.string())),
  /** With `unsupported_protocol`: what it would accept. */
  supported: z.optional(z.array(z.int())),
});

export type Money = z.infer<typeof moneySchema>;
export type Promotion = z.infer<typeof promotionSchema>;
export type Wished = NonNullable<z.infer<typeof cartLineSchema>['wished']>;
export type CartLine = z.infer<typeof cartLineSchema>;
export type CartTotals = z.infer<typeof cartTotalsSchema>;
export type CartSnapshot = z.infer<typeof cartSnapshotSchema>;
export type Notice = z.infer<typeof noticeSchema>;
export type SyncReply = z.infer<typeof syncReplySchema>;
export type SyncErrorCode = (typeof ERROR_CODES)[number];
export type SyncErrorReply = z.infer<typeof syncErrorSchema>;

/** HTTP status of each error code, on both sides of the wire. */
export const ERROR_STATUS: Record<SyncErrorCode, number> = {
  malformed_json: 400,
  invalid_request: 400,
  too_large: 413,
  unsupported_protocol: 400,
  unknown_region: 400,
  wrong_secret: 403,
  wrong_principal: 403,
  out_of_order: 409,
  forked: 409,
  busy: 503,
  internal: 500,
};
