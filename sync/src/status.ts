import type { TroubleReason } from './outbox/judge.js';

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
  /** Why it is not going forward; null when nothing is in the way. */
  reason: null | TroubleReason | AttentionReason;
};

export type StatusFacts = {
  stored: number;
  /** Intents not yet written to the device's database. */
  unwritten: number;
  isDurable: boolean;
  isSending: boolean;
  attention: AttentionReason | null;
  trouble: TroubleReason | null;
};

export function statusOf({ stored, unwritten, isDurable, isSending, attention, trouble }: StatusFacts): SyncStatus {
  const pending = stored + unwritten;
  const durable = isDurable;
  if (attention) return { state: 'attention', pending, durable, reason: attention };
  if (unwritten > 0 || (isSending && pending > 0)) return { state: 'sending', pending, durable, reason: null };
  if (pending > 0) return { state: isDurable ? 'local' : 'sending', pending, durable, reason: trouble };
  return { state: 'saved', pending: 0, durable, reason: trouble };
}
