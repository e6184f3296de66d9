import type { Form, Notice } from 'sync/protocol';
import type { LineHint, NoticeAction, OutboxEntry, OutboxExport, SyncProblem, SyncStatus } from 'sync';
import type { Device } from '../offline/device';
import type { LineNames } from './line-names.svelte';
import { inWordsOf } from './notice-names';

/** Longer than this nobody likes to wait before signing in. */
const FLUSH_MS = 3_000;

const QUIET: SyncStatus = { state: 'saved', pending: 0, durable: true, reason: null };

/** A notice and what can be done about it. */
export type ShownNotice = Notice & { actions: NoticeAction[] };

/** What the outbox is doing, and the notices the shopper has not put away. */
export class SyncState {
  #status = $state.raw<SyncStatus>(QUIET);
  #notices = $state.raw<ShownNotice[]>([]);
  #outbox = $state.raw<OutboxEntry[]>([]);
  #left = $state(0);
  readonly #device: () => Promise<Device>;

  readonly #names: LineNames;

  constructor(device: () => Promise<Device>, names: LineNames) {
    this.#device = device;
    this.#names = names;
  }

  readonly state: SyncStatus['state'] = $derived.by(() =>
    this.#left > 0 && this.#status.state === 'saved' ? 'local' : this.#status.state,
  );
  /** With what was collected on this device before somebody signed in on it. */
  readonly pending: number = $derived.by(() => this.#status.pending + this.#left);
  /** False when this device cannot keep what was changed. */
  readonly durable: boolean = $derived.by(() => this.#status.durable);
  readonly reason: SyncStatus['reason'] = $derived.by(() => this.#status.reason);
  readonly notices: ShownNotice[] = $derived.by(() => this.#notices.map((notice) => inWordsOf(this.#names, notice)));

  /** What is queued, while somebody looks at it. */
  readonly outbox: OutboxEntry[] = $derived.by(() => this.#outbox);

  /** Keeps `outbox` up to date until the returned function is called. */
  lookAtOutbox(): () => void {
    const stop = new AbortController();
    void this.#device().then(({ engine }) => {
      if (stop.signal.aborted) return;
      const unlisten = engine.outbox((entries) => (this.#outbox = entries));
      stop.signal.addEventListener('abort', unlisten);
    });
    return () => stop.abort();
  }

  /**
   * Keeps what the shopper wrote and sends it as soon as the shop can be reached. Resolves when it is on the device, or, where that
   * keeps nothing, at the shop.
   */
  async send(form: Form, hint?: LineHint): Promise<void> {
    await (await this.#device()).engine.enqueue(form, hint);
  }

  /** Takes a change back that has not left the device. One that has left meanwhile stays: it may have happened. */
  async discard({ uuid }: OutboxEntry): Promise<void> {
    const { engine } = await this.#device();
    await engine.discard(uuid).catch((error: unknown) => {
      if (!isCode(error, 'already_sent')) throw error;
    });
  }

  async exportOutbox(): Promise<OutboxExport> {
    return (await this.#device()).engine.exportOutbox();
  }

  async answer(notice: ShownNotice, action: NoticeAction): Promise<void> {
    const told = this.#notices.find(({ id }) => id === notice.id) ?? notice;
    await (await this.#device()).engine.answerNotice(told, action);
  }

  async dismiss(id: string): Promise<void> {
    await (await this.#device()).engine.dismissNotice(id);
  }

  /** Tries to send now, without waiting for the next attempt. */
  async retry(): Promise<void> {
    const { engine, left } = await this.#device();
    await Promise.all([engine.drain(), left?.drain()]);
  }

  /** Gives what waits a moment to reach the shop. */
  async flush(): Promise<void> {
    if (this.pending === 0) return;
    await Promise.race([this.retry(), new Promise((tooLate) => setTimeout(tooLate, FLUSH_MS))]);
  }

  show(status: SyncStatus): void {
    this.#status = status;
  }

  showLeft(pending: number): void {
    this.#left = pending;
  }

  showNotices(notices: ShownNotice[]): void {
    this.#notices = notices;
  }
}

/** The engine's errors by their code; its class would bring the engine along. */
const isCode = (error: unknown, code: SyncProblem): boolean =>
  error instanceof Error && 'code' in error && error.code === code;
