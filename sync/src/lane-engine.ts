import { SyncError } from './errors.js';
import { applyMutation } from './ledger/apply-mutation.js';
import type { Desired } from './mutators/index.js';
import { append, type Draft } from './outbox/append.js';
import { Courier, STALL_MS, type CourierDeps } from './outbox/courier.js';
import { fold } from './outbox/fold.js';
import { isNewer, type LaneState, type LineHint, type Step } from './outbox/lane-state.js';
import { Unkept } from './outbox/unkept.js';
import type { Form } from './protocol/form.js';
import type { Intent } from './protocol/intent.js';
import { INTENT_VERSION } from './protocol/version.js';
import type { PendingIntent } from './view.js';

/** An intent on screen that the database does not have yet, and the state from which on it will. */
type Provisional = PendingIntent & { uuid: string; storeId: string | null; seq: number };

/** One lane of an engine: what is stored, what is being written on top of it, and the courier that empties it. */
export class LaneEngine {
  readonly courier: Courier;
  readonly #deps: CourierDeps;
  readonly #onChange: () => void;
  readonly #unwatch: () => void;
  readonly #unkept = new Unkept();
  #state: LaneState | null = null;
  #provisional: readonly Provisional[] = [];
  #lastWrite: Promise<unknown> = Promise.resolve();
  /** uuids of the rows this engine has made; only into these later intents may be merged. */
  readonly #own = new Set<string>();

  constructor(deps: CourierDeps, onChange: () => void) {
    this.#deps = deps;
    this.#onChange = onChange;
    this.courier = new Courier(deps, (state) => void this.#take(state), onChange);
    this.#unwatch = deps.store.watch(
      deps.lane,
      (state) => void (this.#take(state) || onChange()),
      () => this.courier.storageFailed(),
    );
  }

  /** Null until the database has answered. */
  get state(): LaneState | null {
    return this.#state;
  }

  /** False while the device cannot keep what is queued here. */
  get isDurable(): boolean {
    const { store, lane } = this.#deps;
    return store.isDurable?.(lane) ?? true;
  }

  /** Intents on their way into the database. */
  get unwritten(): number {
    return this.#unstored.length;
  }

  get pending(): PendingIntent[] {
    const lastMid = this.#state?.base?.lastMid ?? 0;
    const rows = (this.#state?.rows ?? []).filter((row) => row.mid > lastMid);
    return [...rows, ...this.#unstored];
  }

  /** Intents that the state on screen does not have yet; the database may tell before the write has resolved. */
  get #unstored(): Provisional[] {
    const device = this.#state?.device;
    return this.#provisional.filter(({ storeId, seq }) => device?.storeId !== storeId || device.seq < seq);
  }

  /** Resolves when the intent is on disk, or at the server where no disk keeps it. The caller has parsed it. */
  async enqueue(intent: Intent | Form, hint?: LineHint): Promise<void> {
    const { random, clock } = this.#deps;
    const draft = this.draft(intent, hint);
    const entry: Provisional = {
      uuid: draft.uuid,
      v: INTENT_VERSION,
      kind: intent.kind,
      args: intent.args,
      ...(draft.observed && { observed: draft.observed }),
      hint,
      storeId: null,
      seq: Infinity,
    };
    this.#provisional = [...this.#provisional, entry];
    this.#onChange();

    const step = append(draft, random);
    const isLate = clock.after(STALL_MS, () => this.courier.storageFailed());
    try {
      const stored = await this.#write((before) => {
        const after = step(before);
        entry.storeId = after.state.device?.storeId ?? null;
        entry.seq = (before.device?.seq ?? 0) + (after.state === before ? 0 : 1);
        this.#own.add(draft.uuid);
        this.#unkept.merged(before, after.state, draft.uuid);
        return after;
      });
      this.#drop(entry);
      // First what is stored, then that it is: whoever hears of the latter looks at the view.
      if (!this.#take(stored.state)) this.#onChange();
      this.courier.storageWorks();
      this.courier.enqueued();
    } catch (error) {
      this.#drop(entry);
      this.courier.storageFailed();
      this.#onChange();
      throw error;
    } finally {
      isLate();
    }
    if (!this.isDurable) await this.#unkept.acknowledged(draft.uuid, this.#state);
  }

  /** What an intent will be stored as. Throws a SyncError when it makes no sense in front of what is shown. */
  draft(intent: Intent | Form, hint: LineHint | undefined): Draft {
    const { lane, random, principal } = this.#deps;
    const desired = fold(lane, this.#state?.base ?? null, this.pending);
    this.#refuseNonsense(intent, desired);
    const observed = intent.kind === 'cart.remove' ? this.#observe(intent.args.variantId, desired) : undefined;
    return { lane, uuid: random.uuid(), intent, ...(observed && { observed }), hint, principal, own: this.#own };
  }

  /** Runs a step and takes what it left. */
  async change<T>(step: Step<T>): Promise<{ state: LaneState; result: T }> {
    const changed = await this.#write(step);
    this.#take(changed.state);
    return changed;
  }

  close(): void {
    this.courier.close();
    this.#unkept.close(new SyncError('closed', 'the page was closed before the server had it'));
    this.#unwatch();
  }

  /** One after the other: two intents of a tab keep their order whatever the database does. */
  #write<T>(step: Step<T>): Promise<{ state: LaneState; result: T }> {
    const { store, lane } = this.#deps;
    const write = this.#lastWrite.then(() => store.change(lane, step));
    this.#lastWrite = write.catch(() => undefined);
    return write;
  }

  #refuseNonsense(intent: Intent | Form, desired: Desired): void {
    const { rev = 0, generation = 0 } = this.#state?.base ?? {};
    const target = { lane: this.#deps.lane, rev, generation };
    const outcome = applyMutation(desired, { v: INTENT_VERSION, kind: intent.kind, args: intent.args }, target);
    const field = 'variantId' in intent.args ? 'variantId' : 'code';
    if (outcome.kind === 'rejected') throw new SyncError(outcome.code, outcome.message, { field });
  }

  /** What the shopper sees of a line when taking it out: additions made elsewhere since then stay. */
  #observe(variantId: string, desired: Desired): { rev: number; quantity: number } | undefined {
    const line = this.#state && desired.lines.get(variantId);
    const known = this.#state?.base?.snapshot.lines.find((candidate) => candidate.variantId === variantId);
    return line ? { rev: known?.rev ?? 0, quantity: line.quantity } : undefined;
  }

  #drop(entry: Provisional): void {
    this.#provisional = this.#provisional.filter((other) => other !== entry);
  }

  /** Takes a stored state unless a newer one is on screen already. */
  #take(next: LaneState): boolean {
    if (this.#deps.signal.aborted || !isNewer(next, this.#state)) return false;
    this.#state = next;
    this.#onChange();
    this.#unkept.saw(next, this.isDurable);
    this.courier.saw(next);
    return true;
  }
}
