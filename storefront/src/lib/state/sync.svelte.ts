import type { Notice } from 'sync/protocol';
import type { Engine, SyncStatus } from 'sync';

const QUIET: SyncStatus = { state: 'saved', pending: 0, durable: true, reason: null };

/** What the outbox is doing, and the notices the shopper has not put away. */
export class SyncState {
  #status = $state.raw<SyncStatus>(QUIET);
  #notices = $state.raw<Notice[]>([]);
  readonly #engine: () => Promise<Engine>;

  constructor(engine: () => Promise<Engine>) {
    this.#engine = engine;
  }

  readonly state: SyncStatus['state'] = $derived.by(() => this.#status.state);
  readonly pending: number = $derived.by(() => this.#status.pending);
  /** False when this device cannot keep what was changed. */
  readonly durable: boolean = $derived.by(() => this.#status.durable);
  readonly reason: SyncStatus['reason'] = $derived.by(() => this.#status.reason);
  readonly notices: Notice[] = $derived.by(() => this.#notices);

  async dismiss(id: string): Promise<void> {
    await (await this.#engine()).dismissNotice(id);
  }

  /** Tries to send now, without waiting for the next attempt. */
  async retry(): Promise<void> {
    await (await this.#engine()).drain();
  }

  show(status: SyncStatus): void {
    this.#status = status;
  }

  showNotices(notices: Notice[]): void {
    this.#notices = notices;
  }
}
