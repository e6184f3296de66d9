import type { NoticeData } from '../protocol/notices.js';
import { fold } from './fold.js';
import type { LaneState } from './lane-state.js';
import { withLocalNotice } from './notices.js';

/**
 * Tells, once per restore, what was acknowledged or shown and is less now (P2): the server's backup is older than what
 * shoppers did after it, and only the device still knows. What is queued does not count, it is sent again by itself.
 */
export function withRollbackNotice(state: LaneState, before: LaneState): LaneState {
  const [base, was] = [state.base, before.base];
  if (!base || !was || base.epoch === was.epoch) return state;
  const { lane, epoch } = base;
  const now = fold(lane, base, state.rows).lines;
  const titles = new Map(was.snapshot.lines.map(({ variantId, productTitle }) => [variantId, productTitle]));
  const lines = [...fold(lane, was, before.rows).lines]
    .map(([variantId, { quantity }]) => ({
      variantId,
      title: titles.get(variantId) ?? was.hints[variantId]?.productTitle ?? '',
      from: quantity,
      to: now.get(variantId)?.quantity ?? 0,
    }))
    .filter(({ from, to }) => to < from);
  if (lines.length === 0) return state;
  const data: NoticeData['rolled_back'] = { lane, lines };
  return withLocalNotice(state, { id: `rolled_back:${lane}:${epoch}`, kind: 'rolled_back', data });
}
