import type { ByHand } from './by-hand.js';
import { SyncError } from './errors.js';
import { LaneEngine } from './lane-engine.js';
import type { LiveLink } from './live/live-link.js';
import { loadPart } from './load-part.js';
import type { NoticeAction } from './notice-actions.js';
import type { CourierOutcome } from './outbox/courier.js';
import type { LineHint } from './outbox/lane-state.js';
import { shownNotices } from './outbox/shown-notices.js';
import { Origin } from './outbox/origin.js';
import type { LaneStore } from './outbox/store.js';
import type { OutboxEntry, OutboxExport } from './outbox-view.js';
import type { Channel } from './ports/channel.js';
import type { Clock } from './ports/clock.js';
import type { Lifecycle } from './ports/lifecycle.js';
import type { Live } from './ports/live.js';
import type { Lock } from './ports/lock.js';
import type { Random } from './ports/random.js';
import type { Transport } from './ports/transport.js';
import type { Form } from './protocol/form.js';
import { LANES, laneOf, parseIntent, type Intent, type Lane } from './protocol/intent.js';
import type { Notice } from './protocol/sync-reply.js';
import { statusOf, type LaneFacts, type SyncStatus } from './status.js';
import { Topic } from './topic.js';
import { viewCart, type CartView } from './view.js';
import { viewWishes, type WishView } from './wish-view.js';

type Later = typeof import('./later.js');

export type EngineDeps = {
  db: LaneStore;
  transport: Transport;
  clock: Clock;
  lock: Lock;
  random: Random;
  lifecycle: Lifecycle;
  /** News of other devices; without it they are asked for now and then. */
  live?: Live;
  /** Closes the engine. */
  signal: AbortSignal;
  /** Region slug of the market the shopper is in. */
  region: string;
  /** Whose database `db` is: `principalOf` the customer, or null, the default, for a device nobody has signed in on. */
  principal?: string | null;
  /** Hears when another tab signs this principal out. Without it the engine does not. */
  channel?: Channel;
  /**
   * Whether the server may know this browser although its database is empty, because it was evicted. A browser that is new
   * asks nothing before its first intent, so a visit alone leaves no trace. Defaults to yes.
   */
  mayBeKnown?: () => boolean;
  /** How the part that is not needed at first is loaded. Defaults to its own file. */
  later?: () => Promise<Later>;
};

/** `closed` by its owner; `forgotten` because this person's data was deleted from the device, in whatever tab. */
export type CloseReason = 'closed' | 'forgotten';

/** For monitoring: how the queue fares in front of this page. */
export type Health = {
  /** Times a lane stood still although nothing was in the way. */
  stalls: number;
  /** How long the oldest intent has been waiting in front of this page, in milliseconds; null when none is. */
  oldestPendingMs: number | null;
  /** Since the server last answered in full, in milliseconds; null before it has. */
  sinceAnswerMs: number | null;
};

export type Engine = {
  /**
   * Resolves when the intent is on disk, or, where the device cannot keep it (`SyncStatus.durable`), when the server has
   * acknowledged it; the view shows it before that. Rejects with a SyncError when it makes no sense or
   * the device cannot store it, and then the view does not show it any more.
   */
  enqueue(intent: Intent | Form, hint?: LineHint): Promise<void>;
  /** The cart as it is now, over all tabs. Calls back as soon as the database has answered, then at every change. */
  cart(listener: (view: CartView) => void): () => void;
  wishlist(listener: (view: WishView) => void): () => void;
  /** Over all lanes. */
  status(listener: (status: SyncStatus) => void): () => void;
  /** Notices that were not dismissed, oldest first, the cart's before the wishlist's. */
  notices(listener: (notices: Notice[]) => void): () => void;
  /**
   * What the shopper can do about a notice. This, whatever is done about notices, and `outbox`, `discard` and `exportOutbox` need
   * a part of the engine that is loaded when it is used: they reject with `not_loaded` when that is not to be had.
   */
  actionsOf(notice: Notice): Promise<NoticeAction[]>;
  /** In all tabs. */
  dismissNotice(id: string): Promise<void>;
  /** Does what the action says and puts the notice away, in one write; of two tabs that do it at once, one does. */
  answerNotice(notice: Notice, action: NoticeAction): Promise<void>;
  /** Brings back the quantities from before two carts were merged. */
  undoMerge(notice: Notice): Promise<void>;
  /** What is queued, the cart's before the wishlist's, each in the order it will be sent. */
  outbox(listener: (entries: OutboxEntry[]) => void): () => void;
  /** Takes a change out of the queue; rejects with `already_sent` when it may have arrived. */
  discard(uuid: string): Promise<void>;
  /** Everything about the queue that support needs, as data for JSON. */
  exportOutbox(): Promise<OutboxExport>;
  /** Tries to send now. Safe from any tab and from the worker, at any time. */
  drain(): Promise<CourierOutcome>;
  /** The same, at the shopper's wish. */
  retry(): Promise<CourierOutcome>;
  health(): Health;
  /** Resolves when the engine has stopped, with the reason. */
  readonly closed: Promise<CloseReason>;
  /** Stops. The database stays open: who opened it closes it. */
  close(): void;
};

export function createEngine(deps: EngineDeps): Engine {
  const { db, clock, signal, region, principal = null, channel, live, mayBeKnown = () => true } = deps;
  const { later: loadLater = () => import('./later.js') } = deps;
  const stop = new AbortController();
  const topics = {
    cart: new Topic<CartView>(),
    wishlist: new Topic<WishView>(),
    status: new Topic<SyncStatus>(),
    notices: new Topic<Notice[]>(),
    outbox: new Topic<OutboxEntry[]>(),
  };
  const origin = new Origin();
  let tellClosed: (reason: CloseReason) => void = () => undefined;
  const closed = new Promise<CloseReason>((resolve) => (tellClosed = resolve));
  const begin = (lane: Lane) =>
    new LaneEngine(
      { ...deps, store: db, principal, mayBeKnown, lane, origin, loadAnswering: load, signal: stop.signal },
      // A store may tell its state at once, before all lanes are there.
      () => void (hasBegun && tell(lane)),
    );
  let loaded: Later | null = null;
  let hasBegun = false;
  const lanes = { cart: begin('cart'), wishlist: begin('wishlist'), forms: begin('forms') };
  const each = LANES.map((lane) => ({ lane, at: lanes[lane] }));

  let link: LiveLink | null = null;
  const unwake = deps.lifecycle.onWake(() => each.forEach(({ at }) => at.courier.woke()));
  const unlisten = channel?.listen(({ database }) => {
    if (database === db.name) end('forgotten');
  });
  const onAbort = () => end('closed');
  if (signal.aborted) onAbort();
  else signal.addEventListener('abort', onAbort);
  hasBegun = true;
  LANES.forEach(tell);

  return {
    enqueue,
    cart: (listener) => topics.cart.subscribe(listener),
    wishlist: (listener) => topics.wishlist.subscribe(listener),
    status: (listener) => topics.status.subscribe(listener),
    notices: (listener) => topics.notices.subscribe(listener),
    outbox(listener) {
      void tellOutbox();
      return topics.outbox.subscribe(listener);
    },
    actionsOf: async (notice) => (await byHand()).actionsOf(notice),
    dismissNotice: async (id) => (await byHand()).dismissNotice(id),
    answerNotice: async (notice, action) => (await byHand()).answerNotice(notice, action),
    undoMerge: async (notice) => (await byHand()).undoMerge(notice),
    discard: async (uuid) => (await byHand()).discard(uuid),
    exportOutbox: async () => (await byHand()).exportOutbox(),
    drain,
    retry: drain,
    health: () => ({
      stalls: each.reduce((sum, { at }) => sum + at.courier.stalls, 0),
      oldestPendingMs: largest(each.map(({ at }) => at.courier.oldestPendingMs)),
      sinceAnswerMs: origin.lastAnswerAt === null ? null : Math.max(0, clock.now() - origin.lastAnswerAt),
    }),
    closed,
    close: () => end('closed'),
  };

  async function enqueue(intent: Intent | Form, hint?: LineHint): Promise<void> {
    refuseIfClosed();
    const parsed = parseIntent(intent.kind, intent.args);
    // Forms are written seldom: what they are comes with the rest of what is seldom needed.
    if (parsed.kind === 'unknown-kind') return (await byHand()).enqueueForm(intent, hint);
    if (parsed.kind === 'invalid') throw new SyncError(parsed.code, parsed.message, parsed);
    await lanes[laneOf(parsed.intent.kind)].enqueue(parsed.intent, hint);
  }

  /** One lane after the other: where the first finds no network, the second need not look for it. */
  async function drain(): Promise<CourierOutcome> {
    let worst: CourierOutcome = { kind: 'done' };
    for (const { at } of each) {
      if (stop.signal.aborted) return { kind: 'closed' };
      const outcome = await at.courier.drain();
      if (URGENCY.indexOf(outcome.kind) > URGENCY.indexOf(worst.kind)) worst = outcome;
      if (outcome.kind === 'retry' && outcome.reason !== 'server') break;
    }
    return worst;
  }

  function refuseIfClosed(): void {
    if (stop.signal.aborted) throw new SyncError('closed', 'the engine was closed; nothing was stored');
  }

  function tell(lane: Lane): void {
    const { state, pending } = lanes[lane];
    if (state) {
      if (lane === 'cart') topics.cart.tell(viewCart(state.base, pending, region));
      else if (lane === 'wishlist') topics.wishlist.tell(viewWishes(state.base, pending), JSON.stringify);
    }
    topics.status.tell(statusNow(), JSON.stringify);
    if (!state) return;
    followNews();
    topics.notices.tell(uniqueById(each.flatMap(({ at }) => (at.state ? shownNotices(at.state) : []))), JSON.stringify);
    if (topics.outbox.isHeard) void tellOutbox();
  }

  function followNews(): void {
    // A device the server has nothing of has nothing to hear of.
    const isWanted = each.some(({ at }) => (at.state?.base?.rev ?? 0) > 0);
    // It is loaded with the first answer.
    if (!live || !loaded || stop.signal.aborted || (!link && !isWanted)) return;
    link ??= new loaded.LiveLink(
      { ...deps, live, name: db.name },
      {
        poked: () => each.forEach(({ at }) => at.courier.poked()),
        listening: (isOpen) => each.forEach(({ at }) => at.courier.listening(isOpen)),
      },
    );
    link.want(isWanted);
  }

  async function load(): Promise<Later> {
    return (loaded ??= await loadPart(loadLater, clock, stop.signal));
  }

  async function byHand(): Promise<ByHand> {
    return (await load()).byHand({ lanes, db, random: deps.random, statusNow, refuseIfClosed });
  }

  async function tellOutbox(): Promise<void> {
    if (each.every(({ at }) => at.state === null)) return;
    // What cannot be loaded is asked for again at the next change.
    const later = loaded ?? (await load().catch(() => null));
    if (!later) return;
    const { viewOutbox } = later;
    const entries = each.flatMap(({ lane, at }) => viewOutbox(lane, at.state, statusOf([factsOf(at)]).reason));
    topics.outbox.tell(entries, JSON.stringify);
  }

  function statusNow(): SyncStatus {
    return statusOf(each.map(({ at }) => factsOf(at)));
  }

  function end(reason: CloseReason): void {
    if (stop.signal.aborted) return;
    stop.abort(new SyncError('closed', 'the engine was closed'));
    signal.removeEventListener('abort', onAbort);
    for (const { at } of each) at.close();
    link?.close();
    unwake();
    unlisten?.();
    for (const topic of Object.values(topics)) topic.close();
    tellClosed(reason);
  }
}

/** Of the outcomes of two lanes, the one that asks for more is told. */
const URGENCY: ReadonlyArray<CourierOutcome['kind']> = ['done', 'paused', 'storage-failed', 'retry', 'closed'];

const factsOf = ({ courier, state, unwritten, isDurable }: LaneEngine): LaneFacts => ({
  stored: state?.rows.length ?? 0,
  unwritten,
  isDurable,
  ...courier.facts,
});

const largest = (numbers: Array<number | null>): number | null =>
  numbers.reduce((a, b) => (a === null ? b : Math.max(a, b ?? a)), null);

const uniqueById = (notices: Notice[]): Notice[] => [...new Map(notices.map((notice) => [notice.id, notice])).values()];
