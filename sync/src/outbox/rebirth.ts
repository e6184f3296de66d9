import { MAX_QUANTITY } from '../protocol/limits.js';
import type { NoticeData } from '../protocol/notices.js';
import type { Lane } from '../protocol/sync-request.js';
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
      kind: 'cart.add',
      args: { variantId: line.variantId, quantity: Math.min(line.quantity, MAX_QUANTITY) },
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
  return renumber({ ...state, base: null }, lane, [...readded, ...state.rows], random.uuid());
}

/** The server is behind what it had acknowledged. Its cart stands; only what is queued is sent again, under a new name. */
export function startOver(state: LaneState, lane: Lane, random: Uuids): LaneState {
  return renumber(withLaneAtZero(state), lane, state.rows, random.uuid());
}

/**
 * Another copy of this device uses the same client id. What was never sent goes on under a new one. Of what was sent nobody
 * can say whether it took effect, so it is not sent again: the shopper is asked.
 */
export function fork(state: LaneState, lane: Lane, random: Uuids): LaneState {
  const ambiguous = state.rows.filter((row) => row.sent === 1);
  const unsent = state.rows.filter((row) => row.sent === 0);
  const asked = ambiguous.reduce(withReview, withLaneAtZero(state));
  return renumber(asked, lane, unsent, random.uuid());
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
