import type { NoticeData } from '../protocol/notices.js';
import type { CartLine } from '../protocol/sync-reply.js';
import type { LaneState, LineHint, StoredNotice } from './lane-state.js';
import { withLocalNotice } from './notices.js';

/**
 * Tells when a line costs something else than this device has shown for it (P11). One notice per variant: a further change
 * goes into the one that is still open, and a price that comes back closes it.
 *
 * A price that changed together with the quantity is told as well. It may be a price for larger quantities, but the device
 * cannot tell that from a merchant's change, and silence about a higher price is the worse mistake.
 */
export function withPriceNotices(
  state: LaneState,
  shown: ReadonlyMap<string, LineHint>,
  lines: readonly CartLine[],
): LaneState {
  return lines.reduce((before, line) => {
    const was = shown.get(line.variantId)?.unitPrice;
    const { unitPrice: is } = line;
    if (!was || !is || was.currency !== is.currency || was.amount === is.amount) return before;
    return withPriceNotice(before, line, { from: was.amount, to: is.amount, currency: is.currency });
  }, state);
}

type Change = { from: number; to: number; currency: string };

function withPriceNotice(state: LaneState, line: CartLine, { from, to, currency }: Change): LaneState {
  const { variantId } = line;
  const title = line.variantTitle ? `${line.productTitle}, ${line.variantTitle}` : line.productTitle;
  const open = state.notices.find((notice) => isOpenFor(notice, variantId, currency));
  if (!open) {
    const data: NoticeData['price'] = { variantId, title, from, to, currency };
    const order = (state.notices.at(-1)?.order ?? 0) + 1;
    return withLocalNotice(state, { id: `price:${variantId}:${order}`, kind: 'price', data });
  }
  const oldest = Number(open.data['from']);
  const notices =
    oldest === to
      ? state.notices.filter((notice) => notice !== open)
      : state.notices.map((notice) => (notice === open ? { ...open, data: { ...open.data, title, to } } : notice));
  return { ...state, notices };
}

const isOpenFor = ({ kind, dismissed, data }: StoredNotice, variantId: string, currency: string): boolean =>
  kind === 'price' && dismissed === 0 && data['variantId'] === variantId && data['currency'] === currency;
