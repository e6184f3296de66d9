import type { Notice } from '../protocol/sync-reply.js';
import type { LaneState } from './lane-state.js';

/** Notices that were not dismissed, oldest first. */
export const shownNotices = ({ notices }: LaneState): Notice[] =>
  notices.filter((notice) => notice.dismissed === 0).map(({ id, kind, data }) => ({ id, kind, data }));
