import type { CourierFacts } from './outbox/courier.js';
import type { TroubleReason } from './outbox/judge-status.js';

export type AttentionReason = 'sign-in' | 'update-needed' | 'storage';

export type SyncStatus = {
  /**
   * `saved` the server has everything; `local` safe on this device, not sent yet; `sending` on its way, or being written to
   * this device; `attention` it cannot go on by itself.
   */
  state: 'saved' | 'local' | 'sending' | 'attention';
  /** Intents the server has not acknowledged. */
  pending: number;
  /** False when this device cannot keep changes: what is pending is gone with the page, and `local` is never said. */
  durable: boolean;
  /** Why it is not going forward; null when nothing is in the way. `stalled`: for no reason; the engine tries to get past it. */
  reason: null | TroubleReason | AttentionReason | 'stalled';
};

/** One lane: its intents in the database, those on their way there, and what its courier says. */
export type LaneFacts = Omit<CourierFacts, 'isStalled'> & {
  stored: number;
  unwritten: number;
  isDurable: boolean;
  isStalled?: boolean;
};

/** Storage first: while it fails nothing the shopper does is kept. */
const ATTENTION: readonly AttentionReason[] = ['storage', 'sign-in', 'update-needed'];

/** All lanes as one: what is worst for the shopper is what is shown. */
export function statusOf(lanes: readonly LaneFacts[]): SyncStatus {
  const pending = lanes.reduce((sum, { stored, unwritten }) => sum + stored + unwritten, 0);
  const durable = lanes.every((lane) => lane.isDurable);
  const kept = durable ? 'local' : 'sending';
  const attention = ATTENTION.find((reason) => lanes.some((lane) => lane.attention === reason));
  if (attention) return { state: 'attention', pending, durable, reason: attention };
  if (lanes.some((lane) => lane.isStalled)) return { state: kept, pending, durable, reason: 'stalled' };
  const isMoving = ({ stored, unwritten, isSending }: LaneFacts) => unwritten > 0 || (isSending && stored > 0);
  if (lanes.some(isMoving)) return { state: 'sending', pending, durable, reason: null };
  const troubled = lanes.find((lane) => lane.trouble !== null && lane.stored > 0) ?? lanes.find((lane) => lane.trouble);
  return { state: pending > 0 ? kept : 'saved', pending, durable, reason: troubled?.trouble ?? null };
}
