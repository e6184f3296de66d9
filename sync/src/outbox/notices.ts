import type { Notice } from '../protocol/sync-reply.js';
import type { LaneState, StoredNotice } from './lane-state.js';

/** Adds what is new and remembers which ones the server has been told are stored. */
export function withNotices(state: LaneState, arrived: readonly Notice[], toldIds: readonly string[]): LaneState {
  const known = new Set(state.notices.map((notice) => notice.id));
  const added = arrived.filter(
    (notice, index) => !known.has(notice.id) && arrived.findIndex((other) => other.id === notice.id) === index,
  );
  const told = new Set(toldIds);
  const toldNow = state.notices.some((notice) => notice.told === 0 && told.has(notice.id));
  if (added.length === 0 && !toldNow) return state;
  let order = state.notices.at(-1)?.order ?? 0;
  const notices: StoredNotice[] = state.notices.map((notice) =>
    notice.told === 0 && told.has(notice.id) ? { ...notice, told: 1 } : notice,
  );
  for (const { id, kind, data } of added) {
    // The server takes a client id it does not know for a device that lost its data. One that has a base only changed its name.
    const dismissed = kind === 'restored' && state.base ? 1 : 0;
    notices.push({ id, kind, data, order: ++order, dismissed, told: 0 });
  }
  return { ...state, notices };
}

/** A notice the device makes itself; the server does not know it, so there is nobody to tell. */
export function withLocalNotice(state: LaneState, notice: Notice): LaneState {
  if (state.notices.some((other) => other.id === notice.id)) return state;
  const order = (state.notices.at(-1)?.order ?? 0) + 1;
  return { ...state, notices: [...state.notices, { ...notice, order, dismissed: 0, told: 1 }] };
}
