import { MAX_QUANTITY } from '../protocol/limits.js';
import type { NoticeData } from '../protocol/notices.js';
import type { CartLine } from '../protocol/sync-reply.js';
import type { Lane } from '../protocol/intent.js';
import { INTENT_VERSION } from '../protocol/version.js';
import { hintOf } from './hint.js';
import { withLocalNotice } from './notices.js';
import type { LaneState, OutboxRow } from './lane-state.js';
import { renumber } from './renumber.js';

type Uuids = { uuid(): string };

/** What the server says about a client id it does not go on with. */
export type Refusal = {
  /** Where the server stands. */
  lastMid: number;
  /** It knows mutations by uuid under whatever client id. A server of version 1 does not. */
  isDedupedByUuid: boolean;
};

/**
 * The server does not accept this device's secret: the cookie was lost while the database stayed. A device nobody has signed
 * in on comes back as a new one with a new, empty cart, so the lines last seen are added again before what is queued. A
 * customer's cart is still there; only the name of the device is new.
 */
export function reborn(state: LaneState, lane: Lane, principal: string | null, random: Uuids): LaneState {
  if (principal !== null) return startOver(state, random);
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
      hint: hintOf(line),
    }));
  const rows = state.rows.map((row): OutboxRow => ({ ...row, sent: 0 }));
  return renumber({ ...state, base: null }, [...readded, ...rows], random.uuid());
}

/** The server is behind what it had acknowledged. Its cart stands; only what is queued is sent again, under a new name. */
export function startOver(state: LaneState, random: Uuids): LaneState {
  return renumber(withLaneAtZero(state), state.rows, random.uuid());
}

/**
 * Another copy of this device uses the same client id, and the server stands at `lastMid` of it. Everything queued goes out
 * again under a new client id with its uuid: the server passes what had its effect, whoever sent it, and until it has said so
 * the rows stay, so that nothing disappears and comes back.
 *
 * A server of version 1 knows no uuids. There, what was sent, or what the copy may have sent because it lies at or below
 * `lastMid`, can have taken effect or not: nobody can say, so it is not sent again and the shopper is asked.
 */
export function fork(state: LaneState, { lastMid, isDedupedByUuid }: Refusal, random: Uuids): LaneState {
  if (isDedupedByUuid) return startOver(freeze(state, lastMid), random);
  const isAmbiguous = (row: OutboxRow) => row.sent === 1 || row.mid <= lastMid;
  const asked = state.rows.filter(isAmbiguous).reduce(withReview, withLaneAtZero(state));
  const rest = state.rows.filter((row) => !isAmbiguous(row));
  return renumber(asked, rest, random.uuid());
}

/** What the copy may have sent must stay as it is, as if this device had sent it. */
function freeze(state: LaneState, lastMid: number): LaneState {
  const isLoose = (row: OutboxRow) => row.sent === 0 && row.mid <= lastMid;
  if (!state.rows.some(isLoose)) return state;
  return { ...state, rows: state.rows.map((row) => (isLoose(row) ? { ...row, sent: 1 } : row)) };
}

/** For a client id the server has not seen yet. With the cookie gone as well it may not know the cart either, so it is asked first. */
export function withLaneAtZero(state: LaneState): LaneState {
  if (!state.base) return state;
  const { stoppedMid: _, ...base } = state.base;
  return { ...state, base: { ...base, lastMid: 0, ...(base.rev > 0 && { ofFormer: true }) } };
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
