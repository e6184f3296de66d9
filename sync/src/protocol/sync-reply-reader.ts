import { count, flag, list, number, object, only, open, orNull, text, whole } from './read.js';
import type {
  CartLine,
  CartSnapshot,
  CartTotals,
  Money,
  Notice,
  Promotion,
  SyncErrorReply,
  SyncReply,
  Wished,
} from './sync-reply.js';
import { MAGIC } from './version.js';

const money = object<Money>({ amount: number, currency: text });

const line = object<CartLine>(
  {
    variantId: text,
    quantity: count,
    rev: count,
    productId: orNull(text),
    productTitle: text,
    productHandle: orNull(text),
    variantTitle: orNull(text),
    image: orNull(text),
    unitPrice: orNull(money),
    total: orNull(money),
    wished: object<Wished>({ price: orNull(money), isOut: flag }),
  },
  'wished',
);

const totals = object<CartTotals>({
  currency: text,
  itemTotal: number,
  discountTotal: number,
  taxTotal: number,
  shippingTotal: number,
  total: number,
});

const snapshot = object<CartSnapshot>(
  {
    region: text,
    lines: list(line),
    promotions: list(object<Promotion>({ code: text, amount: orNull(money) })),
    totals: orNull(totals),
    settled: flag,
  },
  'promotions',
);

/** `syncReplySchema`, as a device reads it. */
export const readReply = object<SyncReply>(
  {
    magic: only(MAGIC),
    requestId: text,
    clientId: text,
    epoch: text,
    lastMid: count,
    headUuid: orNull(text),
    rev: count,
    generation: count,
    snapshot,
    notices: list(object<Notice>({ id: text, kind: text, data: open })),
    stopped: object({ mid: count, code: only('unknown_kind') }),
  },
  'generation',
  'stopped',
);

/** `syncErrorSchema`, as a device reads it. */
export const readError = object<SyncErrorReply>(
  {
    magic: only(MAGIC),
    requestId: orNull(text),
    error: object<SyncErrorReply['error']>({ code: text, message: text, field: text }, 'field'),
    lastMid: count,
    effective: list(text),
    supported: list(whole),
  },
  'lastMid',
  'effective',
  'supported',
);
