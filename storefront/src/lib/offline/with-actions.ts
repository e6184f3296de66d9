import type { Engine, NoticeAction } from 'sync';
import type { Notice } from 'sync/protocol';

/** A notice is shown even if what can be done about it could not be loaded: then it can only be put away. */
export const withActions = (
  { actionsOf }: Pick<Engine, 'actionsOf'>,
  notices: readonly Notice[],
): Promise<Array<Notice & { actions: NoticeAction[] }>> =>
  Promise.all(notices.map(async (notice) => ({ ...notice, actions: await actionsOf(notice).catch(() => []) })));
