import { MAX_QUANTITY } from '../protocol/limits.js';
import type { NoticeData } from '../protocol/notices.js';
import type { CartLine } from '../protocol/sync-reply.js';
import type { Lane } from '../protocol/intent.js';
import { INTENT_VERSION } from '../protocol/version.js';
import { renumber } from './append.js';
import { withLocalNotice } from './absorb.js';
import type { LaneState, OutboxRow } from './lane-state.js';

type Uuids = { uuid(): string };

/**
 * The server does not accept this device's secret: the cookie was lost while the database stayed. The device comes back as
 * a new one with a new, empty cart, so the lines last seen are added again before what is queued.
 */
export function reborn(state: LaneState, lane: Lane, random: Uuids): LaneState {
  const readded = (state.base?.snapshot.lines ?? [])
    .filter((line) => line.quantity > 0)
    .map((line): OutboxRow => ({
      lane,
      mid: 0,
      uuid: random.uuid(),
      parent: null,
      v: INTENT_VERSION,
      ...addAgain(lane, line),
      sent: 0,
      hint: {
        productId: line.productId ?? '',
        productTitle: line.productTitle,
        productHandle: line.productHandle ?? '',
        variantTitle: line.variantTitle,
        image: line.image,
        unitPrice: line.unitPrice,
      },
    }));
  return renumber({ ...state, base: null }, [...readded, ...state.rows], random.uuid());
}

/** The server is behind what it had acknowledged. Its cart stands; only what is queued is sent again, under a new name. */
export function startOver(state: LaneState, random: Uuids): LaneState {
  return renumber(withLaneAtZero(state), state.rows, random.uuid());
}

/**
 * Another copy of this device uses the same client id, and the server stands at `lastMid` of it. What was sent, or what the
 * copy may have sent because it lies at or below `lastMid`, can have taken effect or not: nobody can say, so it is not sent
 * again and the shopper is asked. The rest goes on under a new client id.
 */
export function fork(state: LaneState, lastMid: number, random: Uuids): LaneState {
  const isAmbiguous = (row: OutboxRow) => row.sent === 1 || row.mid <= lastMid;
  const asked = state.rows.filter(isAmbiguous).reduce(withReview, withLaneAtZero(state));
  const rest = state.rows.filter((row) => !isAmbiguous(row));
  return renumber(asked, rest, random.uuid());
}

function withLaneAtZero(state: LaneState): LaneState {
  return state.base ? { ...state, base: { ...state.base, lastMid: 0 } } : state;
}

function withReview(state: LaneState, row: OutboxRow): LaneState {
  const data: NoticeData['review'] = {
    intent: { kind: row.kind, args: row.args },
    title: row.hint?.productTitle ?? null,
  };
  return withLocalNotice(state, { id: `review:${row.uuid}`, kind: 'review', data });
}

const addAgain = (lane: Lane, { variantId, quantity }: CartLine): Pick<OutboxRow, 'kind' | 'args'> =>
  lane === 'wishlist'
    ? { kind: 'wishlist.add', args: { variantId } }
    : { kind: 'cart.add', args: { variantId, quantity: Math.min(quantity, MAX_QUANTITY) } };
