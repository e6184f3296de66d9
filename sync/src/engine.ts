import { SyncError } from './errors.js';
import { applyMutation } from './ledger/apply-mutation.js';
import { LiveLink } from './live/live-link.js';
import { append } from './outbox/append.js';
import { Courier, type CourierOutcome } from './outbox/courier.js';
import { dismiss, shownNotices } from './outbox/dismiss.js';
import { fold } from './outbox/fold.js';
import { isNewer, type LaneState, type LineHint } from './outbox/lane-state.js';
import { Unkept } from './outbox/unkept.js';
import type { LaneStore } from './outbox/store.js';
import type { Clock } from './ports/clock.js';
import type { Lifecycle } from './ports/lifecycle.js';
import type { Live } from './ports/live.js';
import type { Lock } from './ports/lock.js';
import type { Random } from './ports/random.js';
import type { Transport } from './ports/transport.js';
import { parseIntent, type Intent, type Lane } from './protocol/intent.js';
import type { Notice } from './protocol/sync-reply.js';
import { INTENT_VERSION } from './protocol/version.js';
import { statusOf, type SyncStatus } from './status.js';
import { Topic } from './topic.js';
import { viewCart, type CartView, type PendingIntent } from './view.js';

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
  /**
   * Whether the server may know this browser although its database is empty, because it was evicted. A browser that is new
   * asks nothing before its first intent, so a visit alone leaves no trace. Defaults to yes.
   */
  mayBeKnown?: () => boolean;
};

export type Engine = {
  /**
   * Resolves when the intent is on disk, or, where the device cannot keep it (`SyncStatus.durable`), when the server has
   * acknowledged it; the view shows it before that. Rejects with a SyncError when it makes no sense or
   * the device cannot store it, and then the view does not show it any more.
   */
  enqueue(intent: Intent, hint?: LineHint): Promise<void>;
  /** The cart as it is now, over all tabs. Calls back as soon as the database has answered, then at every change. */
  cart(listener: (view: CartView) => void): () => void;
  status(listener: (status: SyncStatus) => void): () => void;
  /** Notices that were not dismissed, oldest first. */
  notices(listener: (notices: Notice[]) => void): () => void;
  dismissNotice(id: string): Promise<void>;
  /** Tries to send now. Safe from any tab and from the worker, at any time. */
  drain(): Promise<CourierOutcome>;
  /** Stops. The database stays open: who opened it closes it. */
  close(): void;
};

/** An intent on screen that the database does not have yet, and the state from which on it will. */
type Provisional = PendingIntent & { uuid: string; storeId: string | null; seq: number };

const LANE: Lane = 'cart';

export function createEngine(deps: EngineDeps): Engine {
  const { db, transport, clock, lock, random, lifecycle, live, signal, region, mayBeKnown = () => true } = deps;
  const stop = new AbortController();
  const carts = new Topic<CartView>();
  const statuses = new Topic<SyncStatus>();
  const noticeLists = new Topic<Notice[]>();
  let state: LaneState | null = null;
  let provisional: readonly Provisional[] = [];
  let lastWrite: Promise<unknown> = Promise.resolve();

  const courier = new Courier(
    { store: db, transport, clock, random, lane: LANE, region, mayBeKnown, signal: stop.signal, lock, lifecycle },
    take,
    tellStatus,
  );
  const link =
    live &&
    new LiveLink(
      { live, lock, lifecycle, clock, random, name: db.name },
      { poked: () => courier.poked(), listening: (isOpen) => courier.listening(isOpen) },
    );
  const unkept = new Unkept();
  const isDurable = () => db.isDurable?.(LANE) ?? true;
  const unwatch = db.watch(
    LANE,
    (next) => void (take(next) || tellStatus()),
    () => courier.storageFailed(),
  );
  const unwake = lifecycle.onWake(() => courier.woke());
  if (signal.aborted) close();
  else signal.addEventListener('abort', close);
  tellStatus();

  return {
    enqueue,
    cart: (listener) => carts.subscribe(listener),
    status: (listener) => statuses.subscribe(listener),
    notices: (listener) => noticeLists.subscribe(listener),
    async dismissNotice(id) {
      const changed = await db.change(LANE, dismiss(id));
      take(changed.state);
    },
    drain: () => (stop.signal.aborted ? Promise.resolve({ kind: 'closed' }) : courier.drain()),
    close,
  };

  async function enqueue(intent: Intent, hint?: LineHint): Promise<void> {
    if (stop.signal.aborted) throw new SyncError('closed', 'the engine is closed; nothing was stored');
    const draft = check(intent);
    const uuid = random.uuid();
    const observed = draft.kind === 'cart.remove' ? observe(draft.args.variantId) : undefined;
    const entry: Provisional = {
      uuid,
      v: INTENT_VERSION,
      kind: draft.kind,
      args: draft.args,
      ...(observed && { observed }),
      hint,
      storeId: null,
      seq: Infinity,
    };
    provisional = [...provisional, entry];
    tell();

    const step = append({ lane: LANE, uuid, intent: draft, ...(observed && { observed }), hint }, random);
    // One after the other: two intents of a tab keep their order whatever the database does.
    const write = lastWrite.then(() =>
      db.change(LANE, (before) => {
        const after = step(before);
        entry.storeId = after.state.device?.storeId ?? null;
        entry.seq = (before.device?.seq ?? 0) + (after.state === before ? 0 : 1);
        unkept.merged(before, after.state, uuid);
        return after;
      }),
    );
    lastWrite = write.catch(() => undefined);
    try {
      const { state: stored } = await write;
      drop(entry);
      courier.storageWorks();
      if (!take(stored)) tell();
      courier.enqueued();
    } catch (error) {
      drop(entry);
      courier.storageFailed();
      tell();
      throw error instanceof SyncError
        ? error
        : new SyncError('storage_failed', 'the change could not be stored on this device', { cause: error });
    }
    if (!isDurable()) await unkept.acknowledged(uuid, state);
  }

  function check(intent: Intent): Intent {
    const parsed = parseIntent(intent.kind, intent.args);
    if (parsed.kind === 'unknown-kind')
      throw new SyncError('unknown_kind', `there is no intent ${String(intent.kind)}`, { field: 'kind' });
    if (parsed.kind === 'invalid') throw new SyncError(parsed.code, parsed.message, { field: parsed.field });
    const base = state?.base ?? null;
    const desired = fold(LANE, base, pendingNow());
    const target = { lane: LANE, rev: base?.rev ?? 0, generation: base?.generation ?? 0 };
    const outcome = applyMutation(desired, { v: INTENT_VERSION, ...parsed.intent }, target);
    if (outcome.kind === 'rejected') throw new SyncError(outcome.code, outcome.message, { field: 'variantId' });
    return parsed.intent;
  }

  /** What the shopper sees of a line when taking it out: additions made elsewhere since then stay. */
  function observe(variantId: string): { rev: number; quantity: number } | undefined {
    if (!state) return undefined;
    const line = viewNow().lines.find((candidate) => candidate.variantId === variantId);
    return line && { rev: line.rev, quantity: line.quantity };
  }

  function pendingNow(): PendingIntent[] {
    const lastMid = state?.base?.lastMid ?? 0;
    const rows = (state?.rows ?? []).filter((row) => row.mid > lastMid);
    return [...rows, ...provisional.filter((entry) => !isStored(entry))];
  }

  /** Whether the state on screen has it already; the database may tell before the write has resolved. */
  function isStored({ storeId, seq }: Provisional): boolean {
    const device = state?.device;
    return device !== null && device !== undefined && device.storeId === storeId && device.seq >= seq;
  }

  function viewNow(): CartView {
    return viewCart(state?.base ?? null, pendingNow(), region);
  }

  function drop(entry: Provisional): void {
    provisional = provisional.filter((other) => other !== entry);
  }

  /** Takes a stored state unless a newer one is on screen already. */
  function take(next: LaneState): boolean {
    if (stop.signal.aborted || !isNewer(next, state)) return false;
    state = next;
    tell();
    noticeLists.tell(shownNotices(next), JSON.stringify);
    unkept.saw(next, isDurable());
    courier.saw(next);
    // A device the server has nothing of has nothing to hear of.
    link?.want((next.base?.rev ?? 0) > 0);
    return true;
  }

  function tell(): void {
    if (state) carts.tell(viewNow());
    tellStatus();
  }

  function tellStatus(): void {
    const unwritten = provisional.filter((entry) => !isStored(entry)).length;
    statuses.tell(
      statusOf({ stored: state?.rows.length ?? 0, unwritten, isDurable: isDurable(), ...courier.facts }),
      JSON.stringify,
    );
  }

  function close(): void {
    if (stop.signal.aborted) return;
    stop.abort(new SyncError('closed', 'the engine was closed'));
    signal.removeEventListener('abort', close);
    courier.close();
    link?.close();
    unkept.close(new SyncError('closed', 'the page was closed before the server had the change'));
    unwatch();
    unwake();
    for (const topic of [carts, statuses, noticeLists]) topic.close();
  }
}
