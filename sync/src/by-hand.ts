import type { Engine } from './engine.js';
import { SyncError } from './errors.js';
import type { LaneEngine } from './lane-engine.js';
import { actionsOf, type NoticeAction } from './notice-actions.js';
import { append } from './outbox/append.js';
import { discard } from './outbox/discard.js';
import { dismiss, dismissUnheard } from './outbox/dismiss.js';
import type { LineHint } from './outbox/lane-state.js';
import type { LaneStore } from './outbox/store.js';
import { exportOutbox } from './outbox-view.js';
import type { Random } from './ports/random.js';
import { parseForm } from './protocol/form.js';
import { LANES, type Lane } from './protocol/intent.js';
import type { Notice } from './protocol/sync-reply.js';
import type { SyncStatus } from './status.js';

export type ByHandDeps = {
  lanes: Record<Lane, LaneEngine>;
  db: LaneStore;
  random: Random;
  statusNow: () => SyncStatus;
  refuseIfClosed: () => void;
};

/** What the shopper or support does about notices and the queue, as `Engine` describes it. */
export type ByHand = Pick<Engine, 'dismissNotice' | 'answerNotice' | 'undoMerge' | 'discard' | 'exportOutbox'> & {
  actionsOf(notice: Notice): NoticeAction[];
  /** As `Engine.enqueue`, of what is no change of cart or wishlist. */
  enqueueForm(form: { kind: string; args: unknown }, hint?: LineHint): Promise<void>;
};

export function byHand({ lanes, db, random, statusNow, refuseIfClosed }: ByHandDeps): ByHand {
  const each = Object.values(lanes);

  /** What the server tells a person it may tell several lanes. */
  const lanesOfNotice = (id: string): LaneEngine[] =>
    each.filter((at) => at.state?.notices.some((notice) => notice.id === id));

  async function answerNotice({ id }: Notice, { intents }: NoticeAction): Promise<void> {
    refuseIfClosed();
    const [first = lanes.cart, ...others] = lanesOfNotice(id);
    const drafts = intents.map(({ intent, hint }) => first.draft(intent, hint));
    const close = dismiss(id);
    // In one write, and only if no other tab was faster.
    const { result: isClosed } = await first.change((before) => {
      const closed = close(before);
      if (!closed.result) return closed;
      const state = drafts.reduce((state, draft) => append(draft, random)(state).state, closed.state);
      return { state, result: true };
    });
    if (isClosed && drafts.length > 0) first.courier.enqueued();
    for (const at of others) await at.change(dismiss(id));
    await closeBeforeHeard(id);
  }

  /** Until the server knows that it is stored, it may tell the other lanes of it too; never one that has not asked anything. */
  async function closeBeforeHeard(id: string): Promise<void> {
    const isOpen = each.some((at) => at.state?.notices.some((notice) => notice.id === id && notice.told === 0));
    if (!isOpen) return;
    const hearing = each.filter((at) => at !== lanes.forms || at.state?.device);
    for (const at of hearing)
      if (!at.state?.notices.some((notice) => notice.id === id)) await at.change(dismissUnheard(id));
  }

  return {
    actionsOf,
    answerNotice,
    async enqueueForm({ kind, args }, hint) {
      refuseIfClosed();
      const parsed = parseForm(kind, args);
      if (parsed.kind === 'unknown-kind')
        throw new SyncError('unknown_kind', `there is no intent ${kind}`, { field: 'kind' });
      if (parsed.kind === 'invalid') throw new SyncError(parsed.code, parsed.message, parsed);
      await lanes.forms.enqueue(parsed.form, hint);
    },
    async dismissNotice(id) {
      for (const at of lanesOfNotice(id)) await at.change(dismiss(id));
      await closeBeforeHeard(id);
    },
    async undoMerge(notice) {
      const [undo] = actionsOf(notice).filter(({ id }) => id === 'undo');
      if (!undo) throw new SyncError('invalid_args', 'there is nothing to undo about this notice', { field: 'notice' });
      return answerNotice(notice, undo);
    },
    async discard(uuid) {
      const at = each.find(({ state }) => state?.rows.some((row) => row.uuid === uuid)) ?? lanes.cart;
      await at.change(discard(uuid, random));
      void at.courier.drain();
    },
    async exportOutbox() {
      const states = await Promise.all(LANES.map((lane) => db.read(lane)));
      return exportOutbox(states, statusNow());
    },
  };
}
